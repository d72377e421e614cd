import Foundation

/// JSON Schemas (draft 2020-12) of the YAML files, for editors; made from the tables that the
/// loader reads by.
package enum WorkspaceSchema {
    /// The schema as JSON with sorted keys, ending in a line end.
    package static func jsonSchema(for kind: DefinitionKind) -> String {
        let tables = kind.table.withNested
        var definitions: [String: Any] = [:]
        for table in tables { definitions[table.name] = object(table) }
        let own: [String: Any] = ["$ref": reference(kind.table)]
        var schema: [String: Any] = kind.isList ? ["type": "array", "items": own] : own
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        schema["title"] = kind.place
        schema["$defs"] = definitions
        let options: JSONSerialization.WritingOptions = [
            .prettyPrinted, .sortedKeys, .withoutEscapingSlashes,
        ]
        let data = try? JSONSerialization.data(withJSONObject: schema, options: options)
        return String(decoding: data ?? Data(), as: UTF8.self) + "\n"
    }

    private static func reference(_ table: KeyTable) -> String { "#/$defs/" + table.name }

    private static func object(_ table: KeyTable) -> [String: Any] {
        var properties: [String: Any] = [:]
        for key in table.keys {
            var property = schema(of: key.type)
            property["description"] = key.about
            if case .standard(let standard) = key.presence {
                property["description"] =
                    "\(key.about) Default: \(standard.isEmpty ? "''" : standard)."
            }
            properties[key.name] = property
        }
        var object: [String: Any] = [
            "type": "object", "properties": properties, "additionalProperties": false,
        ]
        let required = table.keys.filter { $0.presence == .required }.map(\.name)
        if !required.isEmpty { object["required"] = required }
        if table.isSingleKey {
            object["minProperties"] = 1
            object["maxProperties"] = 1
        }
        return object
    }

    /// What an editor takes for text: it reads `84` as a number and `2025` as one too.
    private static var scalar: [String: Any] { ["type": ["string", "number", "boolean"]] }

    private static func schema(of type: ValueType) -> [String: Any] {
        switch type {
        case .words: return ["$ref": reference(KeyTables.words)]
        case .whole(let minimum, let maximum):
            return ["type": "integer", "minimum": minimum, "maximum": maximum]
        case .flag: return ["type": "boolean"]
        case .choice(let choices): return ["enum": choices]
        case .decimal: return ["type": ["number", "string"]]
        case .decimalFromZero: return ["type": ["number", "string"], "minimum": 0]
        case .positiveDecimal: return ["type": ["number", "string"], "exclusiveMinimum": 0]
        case .percent: return ["type": "string", "pattern": "^[0-9.]+%$"]
        case .list(let inner): return ["type": "array", "items": schema(of: inner)]
        case .map(let inner):
            return ["type": "object", "additionalProperties": schema(of: inner)]
        case .mapping(let table): return ["$ref": reference(table)]
        case .fileOrMapping(let table):
            return ["oneOf": [["type": "string"], ["$ref": reference(table)]]]
        default: return scalar
        }
    }
}
