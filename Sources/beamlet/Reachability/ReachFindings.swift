import BeamletVM

// What the search has found: which functions are linked, who needs them, and what is missing.
extension Reach {
    /// `module:function/arity`.
    func text(_ place: FunctionPlace) -> String {
        guard let code = modules[place.module] ?? nil else { return names[place.module] }
        return names.text(FunctionName(module: place.module, key: code.functions[place.index].key))
    }

    /// The same without quotes.
    func plainText(_ place: FunctionPlace) -> String {
        guard let key = (modules[place.module] ?? nil)?.functions[place.index].key else { return names[place.module] }
        return "\(names[place.module]):\(names[key.name])/\(key.arity)"
    }

    /// The functions that a filter means; where it names a whole module, those that others need first.
    func places(_ filter: FunctionFilter) throws -> [FunctionPlace] {
        guard let code = order.first(where: { names[$0] == filter.module }).flatMap({ modules[$0] ?? nil }) else {
            return []
        }
        return code.functions.indices.map { FunctionPlace(module: code.name, index: $0) }.filter { place in
            guard let cause = causes[place] else { return false }
            let key = code.functions[place.index].key
            if filter.function == nil { return cause.function?.module != code.name }
            return filter.accepts(names[key.name], key.arity)
        }
    }

    /// Functions of `erlang` whose work instructions do, which report an error as the function's; beside operators.
    private static let instructions: Set<String> = [
        "abs", "apply", "band", "binary_part", "bit_size", "bnot", "bor", "bsl", "bsr", "bxor", "byte_size", "ceil",
        "div", "element",
        "float", "floor", "hd", "is_function", "is_map_key", "is_record", "length", "map_get", "map_size", "rem",
        "round", "send",
        "setelement", "size", "tl", "trunc", "tuple_size", "xor", "and", "or", "not",
    ]

    /// Whether the program may ask for a native function by its name: where it computes the name, or has it beside that of the module;
    /// of a module whose name is a value in a given module all may be asked for.
    func mayName(native module: String, _ function: String, _ arity: Int) -> Bool {
        let number = names.number(module)
        guard madeAtoms.isComplete, !givenValues.contains(number) else { return true }
        if module == "erlang", !(function.first?.isLetter ?? false) || Reach.instructions.contains(function) {
            return true
        }
        return namedNatives.contains(
            FunctionName(module: number, key: FunctionKey(name: names.number(function), arity: arity)))
    }

    /// What only libraries call of what is missing, each once, in alphabetical order.
    var missingInLibraries: [MissingReference] {
        missing.filter { !((modules[$0.caller.module] ?? nil)?.isGiven ?? false) }
            .map { MissingReference(kind: .function, name: names.text($0.function), caller: text($0.caller)) }
            .sorted { $0.name < $1.name }
    }

    /// The chain that leads to a function, from the function to the program.
    func why(_ place: FunctionPlace) -> [(function: String, how: String)] {
        var chain: [(function: String, how: String)] = []
        var next: FunctionPlace? = place
        while let place = next, let cause = causes[place] {
            chain.append((text(place), cause.how))
            next = cause.function
        }
        return chain
    }

    /// A module as it is linked: of a library's, without what cannot run.
    func linked(_ code: ModuleCode) -> LoadedModule {
        let functions = code.functions.indices.map { live[FunctionPlace(module: code.name, index: $0)] }
        guard functions.contains(where: { $0 != nil }) else { return code.module }
        return LoadedModule(
            name: code.module.name, file: code.module.file, bytes: code.form(functions), hasStart: code.module.hasStart)
    }

    /// What is linked of a module; nil: all of it.
    func selection(of name: Int) throws -> LinkedParts? {
        guard let code = try module(name), !code.isGiven || strips else { return nil }
        var parts = LinkedParts(code)
        for (index, facts) in code.functions.enumerated() where causes[FunctionPlace(module: name, index: index)] != nil
        {
            let isNative = isNative(FunctionName(module: name, key: facts.key))
            let isMissing =
                !code.isGiven && facts.isStub && !isNative || spared.contains(FunctionPlace(module: name, index: index))
            let left = live[FunctionPlace(module: name, index: index)].map { CodeWalk.facts(of: index, in: code, $0) }
            parts.add(index, left ?? facts, isWhole: !isNative && !isMissing, isMissing: isMissing)
        }
        for key in external[name] ?? [] {
            if let export = code.exports[key] { parts.exports[export.row] = true }
        }
        parts.keepsAttributes = !moduleInfo.isDisjoint(with: external[name] ?? [])
        return parts
    }
}
