import Foundation
import Testing

/// What plain SQL over the star says of the figures that reports make from others.
final class FigureOracle {
    private let lab: Lab
    /// Column, indicator, area, period: what it may be for one of the breakdowns.
    private var series: [[String]: [Decimal]] = [:]
    /// Column and row, by period.
    private var counts: [String: [[String]: [Decimal]]] = [:]

    init(_ lab: Lab) throws {
        self.lab = lab
        for row in try lab.rows(Self.growth) + lab.rows(Self.plans) + lab.rows(Self.contributions) {
            try Self.take(row, into: &series)
        }
    }

    func expected(
        _ figure: ShippedFigureTests.Page.Figure, in period: String
    ) throws -> [Decimal] {
        if let indicator = figure.indicator {
            return series[[figure.plainColumn, indicator, figure.area ?? "", figure.period]] ?? []
        }
        if counts[figure.period] == nil {
            var found: [[String]: [Decimal]] = [:]
            for sql in [Self.survey, Self.scales, Self.cases, Self.files] {
                for row in try lab.rows(sql.replacing("PERIOD", with: figure.period)) {
                    try Self.take(row, into: &found)
                }
            }
            counts[figure.period] = found
        }
        let found = counts[figure.period] ?? [:]
        return figure.rows.flatMap { found[[figure.plainColumn, $0]] ?? [] }
    }

    /// - Parameter row: The key, then the value, `∅` for none.
    private static func take(_ row: [String], into found: inout [[String]: [Decimal]]) throws {
        guard let text = row.last, text != "∅" else { return }
        found[Array(row.dropLast()), default: []].append(try #require(Decimal(string: text)))
    }

    // MARK: Indicators

    private static let observed = """
        with observed as (
            select i.edition || '|' || i.code || '|' || i.methodology as indicator, a.code as area,
                a.level, b.code as breakdown, b.is_total, p.code as period, p.kind, p.start_on,
                i.unit in ('%', '‰') as is_rate, i.over_time, f.value
            from warehouse.fact_observation f
            join warehouse.dim_indicator i using (indicator_id)
            join warehouse.dim_area a using (area_id)
            join warehouse.dim_breakdown b using (breakdown_id)
            join warehouse.dim_period p using (period_id)
            where f.value is not null and p.system = 'statistical' and p.kind = 'month'),
        summed as (
            select o.*, sum(value) over (
                partition by indicator, area, breakdown, extract(year from start_on)
                order by start_on) as year_to_date
            from observed o),
        compared as (
            select now.*, last.value as last_month, ago.value as year_ago,
                ago.year_to_date as year_to_date_ago
            from summed now
            left join summed last on (last.indicator, last.area, last.breakdown, last.start_on)
                = (now.indicator, now.area, now.breakdown, now.start_on - interval '1 month')
            left join summed ago on (ago.indicator, ago.area, ago.breakdown, ago.start_on)
                = (now.indicator, now.area, now.breakdown, now.start_on - interval '1 year'))
        """

    private static let growth = """
        \(observed)
        select c.name, indicator, area, period, c.value from compared, lateral (values
            ('So với tháng trước', case when is_rate then value - last_month
                else 100 * (value / nullif(last_month, 0) - 1) end),
            ('So với cùng kỳ năm trước', case when is_rate then value - year_ago
                else 100 * (value / nullif(year_ago, 0) - 1) end),
            ('Lũy kế từ đầu năm', case when over_time = 'sum' then year_to_date end),
            ('Lũy kế so với cùng kỳ', case when over_time = 'sum'
                then 100 * (year_to_date / nullif(year_to_date_ago, 0) - 1) end)
            ) as c (name, value)
        union all
        select 'Tăng, giảm', indicator, '', period, value - year_ago from compared
        union all
        select c.name, indicator, area, period, c.value from (
            select indicator, area, period,
                rank() over (partition by indicator, breakdown, period, level
                    order by value desc) as high,
                rank() over (partition by indicator, breakdown, period, level
                    order by value) as low,
                rank() over (partition by indicator, breakdown, period, level
                    order by year_ago desc) as high_ago,
                rank() over (partition by indicator, breakdown, period, level
                    order by year_ago) as low_ago,
                rank() over (partition by indicator, breakdown, period, level
                    order by last_month) as low_before
            from compared) ranked, lateral (values ('Hạng', high), ('Hạng', low),
                ('Hạng kỳ gốc', high_ago), ('Hạng kỳ gốc', low_ago), ('Hạng kỳ gốc', low_before)
            ) as c (name, value)
        """

    /// What the parts of a whole, members of an axis or areas, add to its growth.
    private static let contributions = """
        \(observed)
        select 'Đóng góp (điểm %)', part.indicator, '', part.period,
            100 * (part.value - part.year_ago) / whole.year_ago
        from compared part join compared whole
            on whole.indicator = part.indicator and whole.period = part.period
            and whole.is_total and whole.area = '84' and whole.year_ago <> 0
        """

    private static let plans = """
        \(observed), planned as (
            select i.edition || '|' || i.code || '|' || i.methodology as indicator,
                a.code as area, p.kind, p.start_on, t.value
            from warehouse.fact_target t
            join warehouse.dim_indicator i using (indicator_id)
            join warehouse.dim_area a using (area_id)
            join warehouse.dim_period p using (period_id))
        select c.name, o.indicator, o.area, o.period, c.value
        from summed o join planned t on t.indicator = o.indicator and t.area = o.area
            and (t.kind = 'month' and t.start_on = o.start_on
                or t.kind = 'year' and t.start_on = date_trunc('year', o.start_on)),
            lateral (values ('Kế hoạch', t.value), ('% kế hoạch', 100 * o.value / t.value),
                ('% kế hoạch', 100 * o.year_to_date / t.value)) as c (name, value)
        union all
        select 'Kế hoạch', indicator, area, extract(year from start_on)::text, value
        from planned where kind = 'year'
        """

    // MARK: Answers, cases, files

    private static let span = """
        with span as (
            select start_on, end_on from warehouse.dim_period
            where code = 'PERIOD' and system = 'statistical')
        """

    private static let survey = """
        \(span), forms as (
            select g.name, case max(f.respondent_kind) when 'ca-nhan' then 'Cá nhân'
                    when 'to-chuc' then 'Tổ chức, doanh nghiệp' else 'Không ghi' end as kind,
                f.period_id, f.respondent, count(f.score) as answers,
                count(*) filter (where f.score >= 4) as satisfied, sum(f.score) as points
            from warehouse.fact_survey_answer f join warehouse.dim_agency g using (agency_id)
            join warehouse.dim_period p using (period_id), span
            where p.start_on >= span.start_on and p.end_on <= span.end_on
            group by g.name, f.period_id, f.respondent)
        select c.name, agency, c.value from (
            select coalesce(name, kind, 'Chung') as agency, count(*)::numeric as issued,
                count(*) filter (where answers > 0)::numeric as answered,
                sum(answers)::numeric as answers, sum(satisfied)::numeric as satisfied,
                sum(points)::numeric as points
            from forms group by grouping sets ((name), (kind), ())) as agencies, lateral (values
            ('Số phiếu phát ra', issued), ('Số người trả lời (n)', answered),
            ('Tỷ lệ trả lời', 100 * answered / issued),
            ('Tỷ lệ hài lòng', 100 * satisfied / nullif(answers, 0)),
            ('Điểm trung bình (1–5)', points / nullif(answers, 0))) as c (name, value)
        """

    private static let scales = """
        \(span), answers as (
            select g.name as agency, f.question, f.score, 'Số câu trả lời' as counted
            from warehouse.fact_survey_answer f join warehouse.dim_agency g using (agency_id)
            join warehouse.dim_period p using (period_id), span
            where p.start_on >= span.start_on and p.end_on <= span.end_on
            union all
            select g.name, null, f.rating, 'Số đánh giá (tự nguyện)'
            from warehouse.fact_case f join warehouse.dim_agency g using (agency_id)
            join warehouse.dim_period p using (period_id), span
            where p.start_on >= span.start_on and p.end_on <= span.end_on),
        counted as (
            select counted, coalesce(agency || '|' || question, agency, question, 'Chung') as name,
                count(score)::numeric as n,
                count(*)::numeric as asked,
                count(*) filter (where score = 1) as s1, count(*) filter (where score = 2) as s2,
                count(*) filter (where score = 3) as s3, count(*) filter (where score = 4) as s4,
                count(*) filter (where score = 5) as s5, sum(score)::numeric as points
            from answers group by grouping sets (
                (counted, agency), (counted, question), (counted, agency, question), (counted)))
        select c.name, counted.name, c.value from counted, lateral (values
            (counted, n), ('Mức 1', 100 * s1 / nullif(n, 0)), ('Mức 2', 100 * s2 / nullif(n, 0)),
            ('Mức 3', 100 * s3 / nullif(n, 0)), ('Mức 4', 100 * s4 / nullif(n, 0)),
            ('Mức 5', 100 * s5 / nullif(n, 0)), ('Điểm trung bình (1–5)', points / nullif(n, 0)),
            ('Tỷ lệ đánh giá', 100 * n / nullif(asked, 0))) as c (name, value)
        """

    private static let cases = """
        \(span), judged as (
            select g.name, f.category, f.channel, f.rating, f.closed_at is not null as is_closed,
                coalesce(f.closed_at, now()) > f.due_at as is_late, basis
            from warehouse.fact_case f join warehouse.dim_agency g using (agency_id)
            join warehouse.dim_period p using (period_id), span,
                (values ('Tiếp nhận'), ('Xử lý xong')) as b (basis)
            where case basis
                when 'Tiếp nhận' then p.start_on >= span.start_on and p.end_on <= span.end_on
                else (f.closed_at at time zone 'Asia/Ho_Chi_Minh')::date >= span.start_on
                    and (f.closed_at at time zone 'Asia/Ho_Chi_Minh')::date < span.end_on end),
        counted as (
            select basis, coalesce(name || '|' || coalesce(category, channel), name, category,
                    channel, 'Chung') as row,
                count(*)::numeric as n,
                count(*) filter (where is_closed and not is_late)::numeric as in_time,
                count(*) filter (where is_closed and is_late)::numeric as late,
                count(*) filter (where not is_closed)::numeric as open,
                count(*) filter (where not is_closed and is_late)::numeric as overdue,
                count(*) filter (where is_late or rating <= 2)::numeric as bad,
                count(*) filter (where rating is null)::numeric as silent
            from judged group by grouping sets (
                (basis, name), (basis, category), (basis, channel), (basis, name, category),
                (basis, name, channel), (basis)))
        select c.name, counted.row, c.value from counted, lateral (values
            (basis, n), ('Xử lý đúng hạn', in_time), ('Xử lý trễ hạn', late), ('Đang xử lý', open),
            ('trong đó quá hạn', overdue), ('Tỷ lệ đúng hạn', 100 * in_time / (n - open + overdue)),
            ('Mức độ hài lòng (QĐ 766)', 100 - 100 * bad / n),
            ('Tỷ lệ không đánh giá', 100 * silent / n), ('Còn mở', 100 * open / n)
            ) as c (name, value)
        """

    private static let files = """
        \(span), received as (
            select d.code, dr.outcome, dr.records_read, dr.records_quarantined, dr.event_id
            from ledger.drop dr join ledger.dataset d using (dataset_id), span
            where (dr.vintage at time zone 'Asia/Ho_Chi_Minh')::date >= span.start_on
                and (dr.vintage at time zone 'Asia/Ho_Chi_Minh')::date < span.end_on)
        select c.name, row, c.value from (
            select coalesce(code, 'Chung') as row, count(*) as n,
                count(*) filter (where outcome = 'loaded') as loaded,
                count(*) filter (where outcome = 'refused') as refused,
                count(*) filter (where outcome = 'held') as held,
                sum(records_read) as records, sum(records_quarantined) as bad
            from received group by rollup (code)) as datasets, lateral (values
            ('Tệp nhận', n::numeric), ('Đã nạp', loaded), ('Từ chối', refused), ('Tạm giữ', held),
            ('Bản ghi', records), ('Bản ghi cách ly', bad)) as c (name, value)
        """
}
