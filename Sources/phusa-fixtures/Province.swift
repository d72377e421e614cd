/// The former province of Trà Vinh: its districts, and the communes whose area did not change
/// between 2020 and the end of the district level.
enum Province {
    static let code = "84"
    static let name = "Tỉnh Trà Vinh"
    static let districts: [District] = [
        District(
            code: "842", name: "Thành phố Trà Vinh", weight: 110,
            communes: [
                "29236", "29239", "29248", "29254", "29257", "29260", "29263",
            ]),
        District(
            code: "844", name: "Huyện Càng Long", weight: 145,
            communes: [
                "29266", "29269", "29272", "29275", "29278", "29281", "29284", "29287",
                "29290", "29293", "29296", "29299", "29302", "29305",
            ]),
        District(
            code: "845", name: "Huyện Cầu Kè", weight: 105,
            communes: [
                "29308", "29311", "29314", "29317", "29320", "29323", "29326", "29329",
                "29332", "29335", "29338",
            ]),
        District(
            code: "846", name: "Huyện Tiểu Cần", weight: 112,
            communes: [
                "29341", "29344", "29347", "29350", "29353", "29356", "29359", "29362",
                "29365", "29368", "29371",
            ]),
        District(
            code: "847", name: "Huyện Châu Thành", weight: 135,
            communes: [
                "29374", "29377", "29380", "29383", "29386", "29389", "29392", "29395",
                "29398", "29401", "29404", "29407", "29410", "29413",
            ]),
        District(
            code: "848", name: "Huyện Cầu Ngang", weight: 120,
            communes: [
                "29416", "29419", "29422", "29425", "29428", "29431", "29434", "29437",
                "29440", "29443", "29446", "29449", "29452", "29455", "29458",
            ]),
        District(
            code: "849", name: "Huyện Trà Cú", weight: 150,
            communes: [
                "29461", "29462", "29464", "29467", "29470", "29473", "29476", "29479",
                "29482", "29485", "29488", "29489", "29491", "29494", "29503", "29506",
                "29509",
            ]),
        District(
            code: "850", name: "Huyện Duyên Hải", weight: 75,
            communes: [
                "29497", "29500", "29513", "29521", "29530", "29533", "29536",
            ]),
        District(
            code: "851", name: "Thị xã Duyên Hải", weight: 48,
            communes: [
                "29512", "29515", "29516", "29518", "29524", "29527", "29539",
            ]),
    ]

    static let weights = districts.map(\.weight)
    static let communes = districts.flatMap { district in
        district.communes.map { (code: $0, district: district) }
    }
}

/// A district with its share of the people in thousandths.
struct District {
    let code: String
    let name: String
    let weight: Int
    let communes: [String]

    var agency: String { "ubnd-\(code)" }
}
