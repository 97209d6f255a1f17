import BeamletVM

/// The atoms that a program may have as values: what is compared with another one is never equal.
///
/// They come from the code that is linked, from the whole of the given modules, from native functions, and from `.app` files. Where a given
/// module makes atoms of texts or of bytes, or reads terms, any atom may come: then nothing is left out (``isComplete``). Libraries that
/// do so do it with what the program gives them, and with names of their own.
struct MadeAtoms {
    private var atoms: Set<Int> = []
    /// Functions of which more can run once one of these is made.
    private var waiting: [Int: Set<FunctionPlace>] = [:]
    /// Whether all atoms that can come are known.
    private(set) var isComplete = true

    /// Functions that make atoms of data.
    private static let makers: Set<String> = [
        "erlang:list_to_atom", "erlang:list_to_existing_atom", "erlang:binary_to_atom",
        "erlang:binary_to_existing_atom",
        "erlang:binary_to_term", "io:read", "io:fread", "io_lib:fread", "file:consult", "erl_scan:string",
        "erl_scan:tokens",
        "erl_parse:parse_term", "Elixir.String:to_atom", "Elixir.String:to_existing_atom", "Elixir.List:to_atom",
        "Elixir.List:to_existing_atom", "Elixir.Module:concat", "code:load_binary", "erlang:load_module",
    ]

    /// Predefined atoms that the machine only looks at, and others that only one native function makes.
    private static let onlyLookedAt: Set<String> = ["global"]
    private static let madeBy = ["system": "memory"]

    /// What the machine itself makes.
    init(_ names: Names) {
        for text in [PredefinedAtoms.text.description, NativeWords.text] {
            let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
            let made = words.filter { !MadeAtoms.onlyLookedAt.contains($0) && MadeAtoms.madeBy[$0] == nil }
            atoms.formUnion(made.map(names.number))
        }
        for number in 0..<BIFTable.count {
            let name = BIFTable.name(number)
            atoms.insert(names.number(name.module.string))
            atoms.insert(names.number(name.function.string))
        }
    }

    /// Whether the program makes an atom.
    func has(_ atom: Int) -> Bool { atoms.contains(atom) }

    /// Adds all atoms of a given module, also those that it only compares with: messages may come from anywhere.
    mutating func add(given code: ModuleCode) {
        atoms.formUnion(code.atoms.dropFirst())
        for index in 0..<code.literalCount { atoms.formUnion(code.literal(index).atoms) }
        if code.imports.contains(where: {
            MadeAtoms.makers.contains("\(code.names[$0.module]):\(code.names[$0.key.name])")
        }) {
            isComplete = false
        }
    }

    /// What a native function makes that is called.
    static func made(by function: String, _ names: Names) -> Set<Int> {
        Set(madeBy.filter { $0.value == function }.map { names.number($0.key) })
    }

    /// Adds atoms. Answers the functions of which more can run now.
    mutating func add(_ new: Set<Int>) -> [FunctionPlace] {
        var places: Set<FunctionPlace> = []
        for atom in new where atoms.insert(atom).inserted {
            if let more = waiting.removeValue(forKey: atom) { places.formUnion(more) }
        }
        return places.sorted { ($0.module, $0.index) < ($1.module, $1.index) }
    }

    /// Notes that more of a function can run once one of these atoms is made. Answers it where that has happened.
    mutating func wait(_ place: FunctionPlace, _ blockers: Set<Int>) -> [FunctionPlace] {
        guard blockers.isDisjoint(with: atoms) else { return [place] }
        for atom in blockers { waiting[atom, default: []].insert(place) }
        return []
    }
}
