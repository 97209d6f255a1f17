/// A `.config` file as `erl -config` takes it, and as releases have it: one term, `[{Application, [{Key, Value}, ...]}, ...].`
///
/// What it says goes before the environments in `.app` files. The names of further files in it are refused.
struct ConfigurationFile {
    /// Applications with what is set for each.
    private(set) var environments: [(application: String, values: [SourceTerm])] = []

    /// Reads the terms in `bytes`. Throws a ``ToolError`` that names file and line.
    init(_ bytes: [UInt8], file: String) throws(ToolError) {
        let terms = try SourceTermReader.terms(bytes, file: file)
        guard let term = terms.first else { throw ToolError("\(file): the file is empty") }
        guard terms.count == 1, let elements = term.elements else {
            let line = terms.count > 1 ? terms[1].line : term.line
            throw ToolError("\(file):\(line): should be one term, [{Application, [{Key, Value}, ...]}, ...]")
        }
        for element in elements {
            if case .string = element.value {
                throw ToolError("\(file):\(element.line): names another file, which is not read: give that file, too")
            }
            guard let pair = element.tuple(2), let name = pair[0].atom, let values = pair[1].elements else {
                throw ToolError("\(file):\(element.line): should be {Application, [{Key, Value}, ...]}")
            }
            guard !environments.contains(where: { $0.application == name }) else {
                throw ToolError("\(file):\(element.line): application \(name) is there twice")
            }
            var keys: Set<String> = []
            for value in values {
                guard let key = value.tuple(2)?[0].atom else {
                    throw ToolError("\(file):\(value.line): should be {Key, Value}, of application \(name)")
                }
                guard keys.insert(key).inserted else {
                    throw ToolError("\(file):\(value.line): \(key) of application \(name) is there twice")
                }
            }
            environments.append((name, values))
        }
    }
}
