import PhusaModel
import Runs
import Testing
import Warehouse

@Suite("A fact and a dimension come by YAML alone")
struct DeclaredFactTests {
    @Test("they are made, loaded through a new pipeline, and their keys are declared and true")
    func declared() async throws {
        let lab = try await Lab()
        try defineHarvest(lab)
        let plan = try await lab.phusa("warehouse", "apply", "--dry-run")
        #expect(plan.out.contains("fact_harvest") && plan.out.contains("dim_crop"))
        #expect(try await lab.phusa("run").status == 69, "the schema is not applied yet")
        let apply = try await lab.phusa("warehouse", "apply")
        #expect(apply.status == 0, "\(apply.err)")

        let lines = [
            "Thửa;Cây;Huyện;Sản lượng", "T-01;LUA;842;1.250,75", "T-02;NGO;842;30,1",
            "T-03;CAM;842;12", "T-04;LUA;844;7",
        ]
        try lab.write(
            "snnptnt/thuhoach-2024-M05-2024-06-05.csv", lines.joined(separator: "\n") + "\n")
        let output = try await lab.phusa("run", "--json")
        #expect(output.status == 0, "\(output.err)\(output.out)")
        let report: RunReport = try output.decode()
        let pipeline = try #require(report["snnptnt.thu-hoach.thang"])
        #expect(pipeline.balance.loaded == 3)
        #expect(pipeline.balance.quarantined == 1, "no crop has the code CAM")
        #expect(pipeline.files.first?.quarantined.first?.position.line == 4)
        let rows = try lab.rows(
            """
            select f.plot_code, c.title, a.code, f.output
            from warehouse.fact_harvest f join warehouse.dim_crop c using (crop_id)
            join warehouse.dim_area a using (area_id) order by 1
            """)
        #expect(
            rows == [
                ["T-01", "Lúa", "842", "1250.75"], ["T-02", "Ngô", "842", "30.1"],
                ["T-04", "Lúa", "844", "7"],
            ])
        try expectKeys(lab)
        try expectViolationsStopped(lab)
        #expect(try await lab.run().total.read == 0)
    }

    private func expectKeys(_ lab: Lab) throws {
        let keys = try lab.rows(
            """
            select contype, pg_get_constraintdef(oid), convalidated from pg_constraint
            where conrelid = 'warehouse.fact_harvest'::regclass and contype in ('p', 'f')
            """)
        #expect(keys.allSatisfy { $0[2] == "t" })
        let primary = keys.filter { $0[0] == "p" }.map { $0[1] }
        #expect(primary == ["PRIMARY KEY (period_id, plot_code, area_id)"])
        for dimension in ["period", "area", "crop"] {
            let name = "dim_\(dimension)(\(dimension)_id)"
            #expect(
                keys.contains { $0[0] == "f" && $0[1].contains(name) }, "\(dimension): \(keys)")
        }
    }

    /// A row that refers to no crop: stopped by the declared key, and, where triggers rest, by the
    /// loader's own check.
    private func expectViolationsStopped(_ lab: Lab) throws {
        let connection = try Connection(lab.target)
        let forgery = """
            update warehouse.fact_harvest set crop_id = 999 where plot_code = 'T-01'
            """
        #expect(throws: WarehouseError.self) { try connection.execute(forgery) }

        let schema = try Site(folder: lab.pipelines).workspace.schema
        let fact = try #require(schema.fact(named: "fact_harvest"))
        let check = ForeignKeyCheck(fact: fact, schema: schema, connection: connection)
        try connection.begin()
        defer { connection.rollback() }
        try check.check(event: nil, periods: nil)
        try ForeignKeyCheck.suspendTriggers(connection)
        try connection.execute(forgery)
        let error = #expect(throws: WarehouseError.self) {
            try check.check(event: nil, periods: nil)
        }
        #expect(error?.kind == .constraint)
        #expect(error?.column == "crop_id")
    }

    private func defineHarvest(_ lab: Lab) throws {
        try lab.define("warehouse/crops.csv", "crop_code,title\nLUA,Lúa\nNGO,Ngô\n")
        try lab.define(
            "warehouse/dim_crop.yml",
            """
            dimension: dim_crop
            about: {vi: Cây trồng, en: Crops}
            natural_key: [crop_code]
            columns: {crop_code: text, title: text}
            members: crops.csv
            """)
        try lab.define(
            "warehouse/fact_harvest.yml",
            """
            fact: fact_harvest
            about: {vi: Thu hoạch theo thửa, en: Harvest by plot}
            key: [period_id, plot_code, area_id]
            columns:
              period_id: reference
              plot_code: text
              area_id: reference
              crop_id: reference
              output: decimal
            references: {period_id: dim_period, area_id: dim_area, crop_id: dim_crop}
            scope: period_id
            history: vintages
            distribute_by: area_id
            """)
        try lab.define(
            "snnptnt/thu-hoach/contract.yml",
            """
            contract: snnptnt.thu-hoach.thang
            owner: {agency: snnptnt, answerable: Chi cục trưởng, contact: thuhoach@snnptnt.example}
            file:
              name: 'thuhoach-{period:month}-{vintage:date}.csv'
              format: csv
              delimiter: ';'
              decimal: ','
              group: '.'
            covers: {areas: '84', periods: [month]}
            areas: at-period-end
            columns:
              - {name: Thửa, as: thua, type: text, required: true}
              - {name: Cây, as: cay, type: text, required: true}
              - {name: Huyện, as: huyen, type: text, required: true}
              - {name: Sản lượng, as: san_luong, type: decimal, required: true, min: 0}
            accept: {quarantined: 50%, closed: 10%}
            """)
        try lab.define(
            "snnptnt/thu-hoach/pipeline.yml",
            """
            pipeline: snnptnt.thu-hoach.thang
            transform:
              - normalise: {area: huyen, period: file.period}
            load:
              into: fact_harvest
              mode: replace
              columns: {plot_code: thua, crop_id: cay, output: san_luong}
            """)
    }
}
