import BeamletVM

/// `beamlet disasm`: generic and linked instructions side by side.
enum DisasmCommand {
    /// The table of the loader's rules.
    private static var rules: String {
        let width = Rule.allCases.map { "\($0)".count }.max() ?? 0
        return Rule.allCases.map { "  \(pad("\($0)", width))  \($0.text)" }.joined(separator: "\n")
    }

    static let command = Command(
        name: "disasm",
        usage: "FILE [M[:F[/A]]]",
        summary: "generic and linked instructions of a .beam file or a pack, side by side",
        details: """
            Numbers at the left are offsets in the chunk Code. With M only that module is shown, with M:F or M:F/A only
            that function. Registers have the types that the compiler knew: x0:integer(0..9). At the right of each
            generic instruction stand the linked ones that it became; where several became one, the first has it. Their
            names end with a letter for each operand; t0 to t2 are temporaries, -> leads to a label. Behind a semicolon
            stand the names of the loader's rules that led to them:

            \(rules)
            """,
        options: []
    ) { arguments, console in
        guard let path = arguments.operands.first else { throw ToolError("no file given (see beamlet disasm --help)") }
        guard arguments.operands.count <= 2 else {
            throw ToolError("disasm takes one file and one function (see beamlet disasm --help)")
        }
        let filter = try arguments.operands.dropFirst().first.map(FunctionFilter.init)
        let inputs = try Inputs([path])
        if inputs.image != nil {
            throw ToolError("\(path): an image has no generic instructions; give the .beam files it was linked from")
        }
        let modules = inputs.modules.filter { module in filter.map { module.isNamed($0.module) } ?? true }
        guard !modules.isEmpty else {
            let names = inputs.modules.map(\.name)
            guard let module = filter?.module else { throw ToolError("\(path): there are no modules in it") }
            throw ToolError("\(path): there is no module \(module)\(ArgumentParser.hint(module, names))")
        }
        for (index, module) in modules.enumerated() {
            if index > 0 { console.line() }
            try show(module, filter, console)
        }
        return ExitStatus.success
    }

    private static func show(_ module: LoadedModule, _ filter: FunctionFilter?, _ console: Console) throws {
        let listing = try GenericListing(module)
        let functions = listing.functions.filter { filter?.accepts($0.name, $0.arity) ?? true }
        if functions.isEmpty, let filter {
            let hint = ArgumentParser.hint(filter.function ?? "", listing.functions.map(\.name))
            throw ToolError("\(module.file): there is no function \(filter.text)\(hint)")
        }
        var linked: [Int: [String]] = [:]
        do {
            let listing = try LinkedListing(module)
            linked = listing.instructions
            for (offset, rules) in listing.rules where !rules.all.isEmpty {
                let names = rules.all.map { "\($0)" }.joined(separator: ", ")
                let first = linked[offset]?.first ?? ""
                linked[offset, default: [""]][0] = "\(first)\(first.isEmpty ? "" : "  "); \(names)"
            }
        } catch let error as ToolError {
            // The generic side is there all the same.
            for line in error.lines { console.line("not linked: \(line)") }
        }
        for (index, function) in functions.enumerated() {
            if index > 0 { console.line() }
            console.line("\(ErlangText.function(listing.module, function.name, function.arity)):")
            for line in lines(function, linked) { console.line(line) }
        }
    }

    /// The widest text of a generic instruction beside which the linked ones start in the same line.
    private static let leftWidth = 56

    private static func lines(_ function: ListedFunction, _ linked: [Int: [String]]) -> [String] {
        function.instructions.flatMap { instruction -> [String] in
            let left = "\(padLeft(String(instruction.offset), 7))  \(instruction.text)"
            guard let right = linked[instruction.offset], !right.isEmpty else { return [left] }
            let indent = leftWidth + 9
            if left.count > indent { return [left] + right.map { "\(pad("", indent)) | \($0)" } }
            return ["\(pad(left, indent)) | \(right[0])"] + right.dropFirst().map { "\(pad("", indent)) | \($0)" }
        }
    }
}

/// Which function is meant by `M`, `M:F` or `M:F/A`; names may be in single quotes.
struct FunctionFilter {
    let text: String
    let module: String
    let function: String?
    let arity: Int?

    init(_ text: String) throws(ToolError) {
        self.text = text
        var rest = text[...]
        guard let module = FunctionFilter.name(&rest, until: ":") else {
            throw ToolError("\(text): not a function; write it as module:function/arity")
        }
        self.module = module
        guard !rest.isEmpty else {
            function = nil
            arity = nil
            return
        }
        rest.removeFirst()
        // A function's own name may have slashes: '-f/1-fun-0-'.
        var arityText: Substring?
        if let slash = rest.lastIndex(of: "/"), rest[rest.index(after: slash)...].allSatisfy(\.isNumber) {
            arityText = rest[rest.index(after: slash)...]
            rest = rest[..<slash]
        }
        let number = arityText.flatMap { Int($0) }
        guard let function = FunctionFilter.name(&rest, until: nil), rest.isEmpty, arityText == nil || number != nil
        else { throw ToolError("\(text): not a function; write it as module:function/arity") }
        self.function = function
        arity = number
    }

    func accepts(_ name: String, _ arity: Int) -> Bool {
        (function == nil || function == name) && (self.arity == nil || self.arity == arity)
    }

    /// Takes a name, quoted or up to `stop`, from the front.
    private static func name(_ rest: inout Substring, until stop: Character?) -> String? {
        var name: Substring
        if rest.first == "'" {
            rest.removeFirst()
            guard let end = rest.firstIndex(of: "'") else { return nil }
            name = rest[..<end]
            rest = rest[rest.index(after: end)...]
            guard rest.isEmpty || rest.first == stop else { return nil }
        } else {
            let end = stop.flatMap { rest.firstIndex(of: $0) } ?? rest.endIndex
            name = rest[..<end]
            rest = rest[end...]
        }
        return name.isEmpty ? nil : String(name)
    }
}
