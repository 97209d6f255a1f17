/// What an application's `.app` file says of it.
struct ApplicationFile {
    /// The application's name.
    let name: String
    /// Where it comes from, for messages: a path, or a pack's path and the entry in parentheses.
    let file: String
    /// Its properties in the order of the file.
    private(set) var properties: [(key: String, value: SourceTerm)] = []
    /// The module that starts it, and the line that says so; nil: it is a library, which starts nothing.
    private(set) var start: (module: String, line: Int)?
    /// The applications that have to run before it, and the line that says so.
    private(set) var dependencies: [(name: String, line: Int)] = []

    /// Reads the description in `bytes`. Throws a ``ToolError`` that names file and line.
    init(_ bytes: [UInt8], file: String) throws(ToolError) {
        self.file = file
        let terms = try SourceTermReader.terms(bytes, file: file)
        guard let term = terms.first, terms.count == 1, let parts = term.tuple(3), parts[0].atom == "application",
            let name = parts[1].atom, let properties = parts[2].elements
        else {
            let line = terms.count > 1 ? terms[1].line : terms.first?.line ?? 1
            throw ToolError("\(file):\(line): should be one term, {application, Name, [{Key, Value}, ...]}")
        }
        self.name = name
        let title = ApplicationFile.title(of: file)
        guard title == name || !file.hasSuffix(".app") else {
            throw ToolError("\(file):\(parts[1].line): describes \(name), and should be called \(name).app")
        }
        for property in properties {
            guard let pair = property.tuple(2), let key = pair[0].atom else {
                throw ToolError("\(file):\(property.line): a property should be {Key, Value}")
            }
            guard !self.properties.contains(where: { $0.key == key }) else {
                throw ToolError("\(file):\(property.line): \(key) is there twice")
            }
            try ApplicationFile.check(key, pair[1], file)
            self.properties.append((key, pair[1]))
        }
        start = self["mod"]?.tuple(2).flatMap { pair in pair[0].atom.map { ($0, pair[0].line) } }
        let optional = Set(self["optional_applications"]?.atoms ?? [])
        for property in ["applications", "included_applications"] {
            for element in self[property]?.elements ?? [] {
                if let name = element.atom, !optional.contains(name) { dependencies.append((name, element.line)) }
            }
        }
    }

    /// The last part of a path, without its ending.
    private static func title(of file: String) -> String {
        let last = file.split(separator: "/").last.map(String.init) ?? file
        return last.hasSuffix(".app") ? String(last.dropLast(4)) : last
    }

    /// The value of a property.
    subscript(_ key: String) -> SourceTerm? { properties.first { $0.key == key }?.value }

    /// What the properties that are used here have to be; others may be anything.
    private static func check(_ key: String, _ value: SourceTerm, _ file: String) throws(ToolError) {
        let wanted: String
        let isRight: Bool
        switch key {
        case "modules", "registered", "applications", "included_applications", "optional_applications":
            (wanted, isRight) = ("a list of atoms", value.atoms != nil)
        case "mod":
            let isNone = value.elements?.isEmpty == true
            (wanted, isRight) = ("{Module, Arguments}", isNone || value.tuple(2)?[0].atom != nil)
        case "env", "start_phases":
            let elements = value.elements
            let pairs = elements?.filter { $0.tuple(2)?[0].atom != nil }
            (wanted, isRight) = ("a list of pairs {Name, Value}", elements != nil && pairs?.count == elements?.count)
        case "description", "vsn", "id":
            var isText = value.elements?.isEmpty == true
            if case .string = value.value { isText = true }
            (wanted, isRight) = ("a string", isText)
        default: return
        }
        guard isRight else { throw ToolError("\(file):\(value.line): \(key) should be \(wanted)") }
    }
}
