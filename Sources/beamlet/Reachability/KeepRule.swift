import BeamletVM

/// What a user wants in the image although nothing in the code says that it is needed: `--keep M`, `--keep M:F`, `--keep M:F/A`.
///
/// For functions that a program calls by names that it computes: `list_to_atom`, messages, files. In a source the attribute
/// `-beamlet_keep([{F, A}, {M, F, A}, ...]).` says the same (in Elixir, `@beamlet_keep` after
/// `Module.register_attribute(__MODULE__, :beamlet_keep, persist: true)`).
struct KeepRule {
    /// As it was written.
    let text: String
    private let filter: FunctionFilter

    var module: String { filter.module }
    var function: String? { filter.function }

    /// Throws a ``ToolError`` for what is no such name.
    init(_ text: String) throws(ToolError) {
        self.text = text
        filter = try FunctionFilter(text)
    }

    /// The rules of an option's value: names with commas between them.
    static func rules(_ option: String?) throws(ToolError) -> [KeepRule] {
        try (option ?? "").split(separator: ",").map { part throws(ToolError) in try KeepRule(String(part)) }
    }

    func accepts(_ name: String, _ arity: Int) -> Bool { filter.accepts(name, arity) }
}

/// Attributes of a module that the linker heeds.
struct Annotations {
    struct Function {
        /// Nil: the module that has the attribute.
        let module: String?
        let name: String
        let arity: Int
    }

    /// `-beamlet_keep`: functions that are linked wherever the module is.
    private(set) var kept: [Function] = []
    /// `-beamlet_unused`: names of functions that need not be there although funs of them are in literals. It is for the libraries
    /// that stand in for OTP's: where they never call a fun that they are given, nothing that it calls need be linked.
    private(set) var unused: [Function] = []

    /// `-beamlet_unused_unless`: where one of these functions is linked, `-beamlet_unused` says nothing.
    private(set) var unusedUnless: [Function] = []

    /// `-beamlet_callbacks`: functions that the module calls only in modules that were given, and in those that `.app` files name:
    /// `start/2` and `format/2` are names that many a module of the libraries has.
    private(set) var callbacks: [Function] = []

    /// `-beamlet_unless_called`: the module stands aside for the installed one of its name where a given module calls one of these
    /// functions, `{M, F}`, or `{M, any}`.
    private(set) var unlessCalled: [(module: String, function: String)] = []

    /// No attributes.
    static let none = Annotations()

    private init() {}

    /// Reads the attributes of a module.
    init(_ module: LoadedModule) throws {
        try BeamModule.withFile(module.bytes, file: module.file) { beam in
            guard var reader = beam.chunk(ChunkName.attributes), !reader.isAtEnd else { return }
            guard case .list(let attributes)? = try? ExternalTerm.read(&reader) else { return }
            for case .tuple(let pair) in attributes where pair.count == 2 {
                guard case .atom(let name) = pair[0], case .list(let values) = pair[1] else { continue }
                if name == "beamlet_keep" { kept += values.compactMap(Annotations.function) }
                if name == "beamlet_unused" { unused += values.compactMap(Annotations.function) }
                if name == "beamlet_unless_called" {
                    for case .tuple(let pair) in values where pair.count == 2 {
                        guard case .atom(let module) = pair[0], case .atom(let function) = pair[1] else { continue }
                        unlessCalled.append((module, function))
                    }
                }
                if name == "beamlet_callbacks" { callbacks += values.compactMap(Annotations.function) }
                if name == "beamlet_unused_unless" { unusedUnless += values.compactMap(Annotations.function) }
            }
        }
    }

    /// `{F, A}` or `{M, F, A}`.
    private static func function(_ term: ExternalTerm) -> Function? {
        guard case .tuple(let elements) = term, let last = elements.last, case .integer(let arity) = last else {
            return nil
        }
        let names = elements.dropLast().compactMap { element -> String? in
            if case .atom(let name) = element { return name }
            return nil
        }
        guard names.count == elements.count - 1, (1...2).contains(names.count) else { return nil }
        return Function(module: names.count == 2 ? names[0] : nil, name: names[names.count - 1], arity: arity)
    }
}
