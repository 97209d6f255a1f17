/// A `.config` file as `erl -config` takes it, and as releases have it: one term, `[{Application, [{Key, Value}, ...]}, ...].`
///
/// What it says goes before the environments in `.app` files. The names of further files in it are refused.
struct ConfigurationFile {
    /// Applications with what is set for each.
    private(set) var environments: [(application: String, values: [SourceTerm])] = []

    /// Reads the terms in `bytes`. Throws a ``ToolError`` that names file and line.
    init(_ bytes: [UInt8], file: String) throws(ToolError) {
        let terms = try SourceTermReader.terms(bytes, file: file)
        guard let term = terms.first, terms.count == 1, let elements = term.elements else {
            let line = terms.count > 1 ? terms[1].line : terms.first?.line ?? 1
            throw ToolError("\(file):\(line): should be one term, [{Application, [{Key, Value}, ...]}, ...]")
        }
        for element in elements {
            guard let pair = element.tuple(2), let name = pair[0].atom, let values = pair[1].elements,
                values.allSatisfy({ $0.tuple(2)?[0].atom != nil })
            else { throw ToolError("\(file):\(element.line): should be {Application, [{Key, Value}, ...]}") }
            environments.append((name, values))
        }
    }
}
