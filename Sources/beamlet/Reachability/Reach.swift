import BeamletVM

/// A function of a module, by its place in the code.
struct FunctionPlace: Hashable {
    /// The number of the module's name.
    let module: Int
    let index: Int
}

/// Why a function is in the image: who needs it first, and how. A chain of causes leads back to the program itself.
struct Cause {
    /// Nil: the program as such.
    let function: FunctionPlace?
    /// In words, as they stand behind a function's name: `called`.
    let how: String
}

/// Finds out which functions a program can reach: those of the application, and what they need of the installed libraries.
///
/// The rules. A function that is linked brings along
/// - the functions that it calls, the funs that it makes, and `fun M:F/A` in its literals;
/// - `M:F/A` for a module, a function and a list of arguments that stand side by side, in a call's arguments or in a tuple of
///   three, built or literal: `spawn(M, F, Args)`, `apply`, child specifications, `proc_lib`, `timer`; of any arity where the list
///   is not known; of more arguments where there is none with so many: a supervisor of the kind `simple_one_for_one` adds some;
/// - `M:init_it/6` for a module that is the first argument of `gen:start`;
/// - of a module that is known all exported functions with as many arguments as a call has whose function is not known;
/// - the `on_load` function of its module.
///
/// A call by name whose module is not known, like `Mod:handle_call(...)` in `gen_server`, can reach that function of every
/// module whose name is a value in the linked code of the application; in the code of a library, where it is the library's own
/// name, that of a module of the same application (other than `stdlib` and its like), or that of a module of Elixir's. Where the
/// calling module says with `-beamlet_callbacks` that only given modules are meant, it is those alone. (That keeps the callbacks
/// of behaviours, the functions of protocols' implementations,
/// `__struct__`, `exception` and `message`.) An atom with which values are only compared is none.
///
/// What `.app` files say of modules counts as the application's own code, where it is asked for: `mod`, `modules`, `registered`, `env`.
///
/// Where the code of a behaviour has the name of one of its callbacks as a value, it is taken for such a call: `gen_server` calls
/// `handle_info` by a name that it passes on.
///
/// Elixir's protocols find a struct's implementation by a computed name: `Protocol.Struct` is linked where both are.
///
/// What behaviours do when they are traced (``tracing``: with `print_event/3` comes all of `io_lib`, with `debug_options/2` all of
/// `file`) is linked only where the application can ask for it: where it calls `sys`, or where `debug`, the start option, is a value of
/// its own.
///
/// Of the libraries' functions only what can run is followed, and linked: see ``LiveCode`` and ``MadeAtoms``.
///
/// What is found by names that a program computes otherwise has to be kept by hand: see ``KeepRule``.
final class Reach {
    let names = Names()
    private let libraries: InstalledLibraries
    let strips: Bool
    private(set) var modules: [Int: ModuleCode?] = [:]
    /// Names of modules in the order in which something of them was first needed.
    private(set) var order: [Int] = []
    /// What is linked, and why.
    private(set) var causes: [FunctionPlace: Cause] = [:]
    private var queue: [FunctionPlace] = []
    /// `fun M:F/A` in literals that are still to be followed, and who has them.
    private var literalFuns: [(FunctionName, FunctionPlace)] = []
    /// Functions that other modules need, by module.
    private(set) var external: [Int: Set<FunctionKey>] = [:]
    /// Functions that are not there, and who needs them, in the order in which they were found.
    private(set) var missing: [(function: FunctionName, caller: FunctionPlace)] = []
    private var missingSeen: Set<FunctionName> = []

    /// The atoms that the program makes, and what is left of the libraries' functions where nothing makes others.
    private(set) var madeAtoms: MadeAtoms
    private(set) var live: [FunctionPlace: LiveCode] = [:]

    // Calls by name.
    /// Modules whose names are values of the program, and who has them.
    private var mentioned: [Int: FunctionPlace] = [:]
    /// Functions that are called in modules that are not known, and who calls them; of any arity where that is nil.
    private var demanded: [Demand: FunctionPlace] = [:]
    /// Protocols and structs that are linked.
    private var protocols: [Int: FunctionPlace] = [:]
    private var structs: [Int: FunctionPlace] = [:]
    /// Annotations `-beamlet_unused`: names of functions that need not be there although they are referred to.
    private var unused: Set<FunctionKey> = []
    /// Annotations `-beamlet_unused_unless`: where one of these is linked, they are needed after all; and funs that were passed over.
    private var unusedUnless: Set<FunctionName> = []
    private var passedOver: [(FunctionName, FunctionPlace)] = []

    /// Native functions that a rule or an annotation keeps: firmware that is fitted to the program has to have them.
    private(set) var keptNatives: Set<FunctionName> = []

    /// Native functions that are named together with their module, and atoms that are values of the given modules.
    private(set) var namedNatives: Set<FunctionName> = []
    private(set) var givenValues: Set<Int> = []

    private struct Demand: Hashable {
        let function: Int
        let arity: Int?
        /// Whether it is called only in modules of the application's: see ``Annotations/callbacks``.
        let isForApplication: Bool
    }

    /// Functions that are referred to and never called: see the rules.
    private(set) var spared: Set<FunctionPlace> = []
    private var tracesBehaviours = false
    /// Functions that only traced behaviours call: `print_event/3` of each, and those of `sys`.
    private static let tracing = [
        (nil, "print_event", 3), ("sys", "debug_options", 2), ("sys", "debug_cmd", 2), ("sys", "handle_debug", 4),
    ]
    private let tracing: [(module: Int?, key: FunctionKey)]
    private let natives: Set<FunctionName>
    /// The module with what `.app` files say, and the atoms in them that may be names of modules.
    private let applications: Int
    private let applicationModules: Set<Int>
    private let implementation: FunctionKey
    private let implementationOf: FunctionKey
    private let isProtocol: FunctionKey
    private let isStruct: FunctionKey
    let moduleInfo: Set<FunctionKey>

    /// The program of `given` modules: whole, or, with `strips`, only what can be reached of them. `applicationModules`: atoms in
    /// `.app` files that may be names of modules.
    init(
        given: [LoadedModule], libraries: InstalledLibraries, strips: Bool, applicationModules: Set<String> = []
    ) throws {
        self.libraries = libraries
        self.strips = strips
        implementation = FunctionKey(name: names.number("__impl__"), arity: 1)
        implementationOf = FunctionKey(name: names.number("impl_for"), arity: 1)
        isProtocol = FunctionKey(name: names.number("__protocol__"), arity: 1)
        isStruct = FunctionKey(name: names.number("__struct__"), arity: 0)
        applications = names.number(Applications.module)
        self.applicationModules = Set(applicationModules.map(names.number))
        let names = names
        tracing = Reach.tracing.map { module, name, arity in
            (module.map(names.number), FunctionKey(name: names.number(name), arity: arity))
        }
        natives = Set(
            (0..<BIFTable.count).map { number in
                let name = BIFTable.name(number)
                return FunctionName(
                    module: names.number(name.module.string),
                    key: FunctionKey(name: names.number(name.function.string), arity: name.arity))
            })
        madeAtoms = MadeAtoms(names)
        let info = names.number("module_info")
        moduleInfo = [FunctionKey(name: info, arity: 0), FunctionKey(name: info, arity: 1)]
        for module in given {
            let module = try Replacements.applied(to: module, libraries)
            let code = try ModuleCode(module, names: names, isGiven: true)
            modules[code.name] = code
            order.append(code.name)
            external[code.name] = []
            madeAtoms.add(given: code)
        }
    }

    // MARK: The search

    /// Follows everything that the program needs: its `start/0`, the given modules where they are linked whole, and what
    /// `rules` keep. Throws a ``ToolError`` for libraries that cannot be read and for rules that keep nothing.
    func run(start: String, rules: [KeepRule]) throws {
        let given = order
        for name in given { try keepAnnotated(name) }
        if !strips {
            for name in given {
                guard let code = try module(name) else { continue }
                external[name]?.formUnion(code.exports.keys)
                for index in code.functions.indices {
                    need(FunctionPlace(module: name, index: index), Cause(function: nil, how: "given"))
                }
            }
        }
        let startName = FunctionName(
            module: names.number(start), key: FunctionKey(name: names.number("start"), arity: 0))
        _ = try need(startName, Cause(function: nil, how: "the program's start"))
        for rule in rules { try keep(rule) }
        tracesBehaviours = try canTrace()
        while true {
            if let place = queue.popLast() {
                try follow(place)
            } else if let (function, place) = literalFuns.popLast() {
                // Last of all, when it is known which libraries stand in for OTP's: they may say that they never call it.
                if unused.contains(function.key), !isUsedAfterAll {
                    passedOver.append((function, place))
                } else if try !need(function, Cause(function: place, how: "a fun in a literal")) {
                    miss(function, place)
                }
            } else if isUsedAfterAll, !passedOver.isEmpty {
                swap(&literalFuns, &passedOver)
            } else {
                return
            }
        }
    }

    /// Whether something is linked that makes what `-beamlet_unused` names needed.
    private var isUsedAfterAll: Bool { unusedUnless.contains { external[$0.module]?.contains($0.key) == true } }

    /// The module of that name, or nil.
    func module(_ name: Int) throws -> ModuleCode? {
        if let known = modules[name] { return known }
        var code = try libraries.module(names[name]).map {
            try ModuleCode(Replacements.applied(to: $0, libraries), names: names, isGiven: false)
        }
        if try standsAside(code), let installed = try libraries.installed(names[name]) {
            code = try ModuleCode(Replacements.applied(to: installed, libraries), names: names, isGiven: false)
        }
        modules[name] = .some(code)
        return code
    }

    /// Whether one of Beamlet's own modules says that the installed one of its name is to be taken for this program.
    private func standsAside(_ code: ModuleCode?) throws -> Bool {
        guard let rules = code?.annotations?.unlessCalled, !rules.isEmpty else { return false }
        return modules.values.compactMap { $0 }.filter(\.isGiven).contains { given in
            rules.contains { rule in
                // The implementations of a protocol are named after it.
                given.module.name.hasPrefix("\(rule.module).")
                    || calledImports(of: given).contains {
                        let isFunction = rule.function == "any" || names[$0.key.name] == rule.function
                        return isFunction && names[$0.module] == rule.module
                    }
            }
        }
    }

    /// What a given module calls of others, but for the callbacks that `use GenServer` writes where the module has none of its own: these
    /// show their own pid or name and raise, for which a small `Inspect` serves. With Elixir's own, a program with such a server takes
    /// 494,120 bytes instead of 98,976 (Elixir 1.18).
    private func calledImports(of given: ModuleCode) -> [FunctionName] {
        let left = given.functions.filter { !isDefaultCallback($0, given) }.reduce(into: Set<Int>()) {
            $0.formUnion($1.imports)
        }
        return left.map { given.imports[$0] }
    }

    /// Whether a function is `handle_call/3` or `handle_cast/2` as `GenServer` writes it: by what it calls, all of it.
    private func isDefaultCallback(_ facts: FunctionFacts, _ given: ModuleCode) -> Bool {
        guard ["handle_call", "handle_cast"].contains(names[facts.key.name]) else { return false }
        let called = Set(
            facts.imports.map { "\(names[given.imports[$0].module]):\(names[given.imports[$0].key.name])" })
        return called.contains("erlang:phash2") && called.contains("Elixir.RuntimeError:exception")
            && called.isSubset(of: Reach.defaultCallbackCalls)
    }

    private static let defaultCallbackCalls: Set = [
        "Elixir.Process:info", "Elixir.Kernel:inspect", "Elixir.RuntimeError:exception", "erlang:phash2",
        "erlang:self", "erlang:error",
    ]

    private func need(_ place: FunctionPlace, _ cause: Cause) {
        guard causes[place] == nil else { return }
        causes[place] = cause
        queue.append(place)
    }

    /// Needs an exported function. Answers whether it is there.
    private func need(_ function: FunctionName, _ cause: Cause) throws -> Bool {
        if isNative(function) { return true }
        guard let code = try module(function.module), let index = code.function(exported: function.key) else {
            return false
        }
        let place = FunctionPlace(module: function.module, index: index)
        if !code.isGiven, code.functions[index].isStub { return false }
        if external[function.module] == nil { try touch(code, place) }
        external[function.module, default: []].insert(function.key)
        spareTracing(code, index)
        need(place, cause)
        return true
    }

    /// Something of a library's module is needed for the first time.
    private func touch(_ code: ModuleCode, _ place: FunctionPlace) throws {
        order.append(code.name)
        external[code.name] = []
        for index in code.functions.indices where code.functions[index].isOnLoad && !loadsNatives(code, index) {
            need(FunctionPlace(module: code.name, index: index), Cause(function: place, how: "on_load of its module"))
        }
        try keepAnnotated(code.name)
    }

    /// Whether an `on_load` function of a library loads native code, itself or by a function that it calls: here the native functions
    /// are in the firmware.
    private func loadsNatives(_ code: ModuleCode, _ index: Int) -> Bool {
        let loadNIF = FunctionName(module: code.erlang, key: FunctionKey(name: names.number("load_nif"), arity: 2))
        return ([index] + code.functions[index].calls).contains { function in
            code.functions[function].imports.contains {
                code.imports.indices.contains($0) && code.imports[$0] == loadNIF
            }
        }
    }

    /// Whether the function is native: what a module has in its place is not used.
    func isNative(_ function: FunctionName) -> Bool {
        natives.contains(function)
    }

    /// Whether the application calls `sys`, or has the start option `debug`.
    private func canTrace() throws -> Bool {
        let sys = names.number("sys")
        let debug = names.number("debug")
        return try order.compactMap(module).filter(\.isGiven).contains { code in
            code.functions.contains { facts in
                facts.values.contains(debug)
                    || facts.imports.contains { code.imports.indices.contains($0) && code.imports[$0].module == sys }
                    || facts.literalValues.contains { code.literal($0).atoms.contains(debug) }
            }
        }
    }

    /// Follows what a function refers to.
    private func follow(_ place: FunctionPlace) throws {
        if spared.contains(place) { return }
        guard let code = try module(place.module) else { return }
        let key = code.functions[place.index].key
        if isNative(FunctionName(module: code.name, key: key)) { return }
        let facts = self.facts(place, code)
        for index in facts.calls.sorted() { needLocal(code, index, Cause(function: place, how: "called"), place) }
        for fun in facts.funs.sorted() {
            if let index = code.function(ofLabel: code.funs[fun]) {
                needLocal(code, index, Cause(function: place, how: "a fun"), place)
            }
        }
        for index in facts.imports.sorted() {
            let function = code.imports[index]
            if isNative(function) { queue += madeAtoms.add(MadeAtoms.made(by: names[function.key.name], names)) }
            if try !need(function, Cause(function: place, how: "called")) { miss(function, place) }
        }
        for index in facts.literals.sorted() {
            let literal = code.literal(index)
            for function in literal.funs { literalFuns.append((function, place)) }
            guard facts.literalValues.contains(index) else { continue }
            for call in literal.calls {
                try named(NamedCall(module: call.module, function: call.key.name, arity: call.key.arity), place)
            }
            for atom in literal.atoms.sorted() { try mention(atom, place) }
            if code.isGiven { givenValues.formUnion(literal.atoms) }
        }
        for call in facts.named { try named(call, place) }
        for callback in code.callbacks where facts.values.contains(callback.name) {
            try named(NamedCall(module: nil, function: callback.name, arity: callback.arity), place)
        }
        for atom in facts.values.sorted() { try mention(atom, place) }
        if code.isGiven { givenValues.formUnion(facts.values) }
        if facts.key == implementationOf, code.exports[isProtocol] != nil { try add(protocol: code.name, place) }
    }

    /// What a function refers to in what can run of it.
    private func facts(_ place: FunctionPlace, _ code: ModuleCode) -> FunctionFacts {
        let whole = code.functions[place.index]
        guard !code.isGiven, madeAtoms.isComplete, code.listing.functions.indices.contains(place.index) else {
            return whole
        }
        let code = code
        let left = LiveCode(place.index, of: code) { self.madeAtoms.has($0) }
        live[place] = left
        // The names are made where a stack trace is, or where a fun is taken apart.
        queue += madeAtoms.add(left.made.union([code.name, whole.key.name]))
        queue += madeAtoms.wait(place, left.blockers)
        return CodeWalk.facts(of: place.index, in: code, left)
    }

    /// Needs a function of the same module. One that had to be native and is not is missing.
    private func needLocal(_ code: ModuleCode, _ index: Int, _ cause: Cause, _ caller: FunctionPlace) {
        let facts = code.functions[index]
        let name = FunctionName(module: code.name, key: facts.key)
        if !code.isGiven, facts.isStub, !isNative(name) { miss(name, caller) }
        spareTracing(code, index)
        need(FunctionPlace(module: code.name, index: index), cause)
    }

    /// Notes a function of a library that only traced behaviours call, where none can be.
    private func spareTracing(_ code: ModuleCode, _ index: Int) {
        guard !code.isGiven, !tracesBehaviours else { return }
        let key = code.functions[index].key
        if tracing.contains(where: { $0.key == key && ($0.module ?? code.name) == code.name }) {
            spared.insert(FunctionPlace(module: code.name, index: index))
        }
    }

    private func miss(_ function: FunctionName, _ caller: FunctionPlace) {
        let isApplication = modules[caller.module]??.isGiven ?? false
        guard isApplication || missingSeen.insert(function).inserted else { return }
        missing.append((function, caller))
    }

    // MARK: Calls by name

    private func named(_ call: NamedCall, _ place: FunctionPlace) throws {
        switch (call.module, call.function) {
        case (let module?, let function?):
            namedNatives.formUnion(
                natives.filter {
                    $0.module == module && $0.key.name == function && (call.arity == nil || $0.key.arity == call.arity)
                })
            let isExported = try existing(module).map { exportsNamed(call, $0) } ?? false
            try needAll(module, Cause(function: place, how: "named")) {
                guard let arity = call.arity else { return $0.name == function }
                return $0.name == function && (isExported ? $0.arity == arity : $0.arity > arity)
            }
        case (let module?, nil):
            // Whatever is worth calling in `erlang` is native.
            guard let arity = call.arity, names[module] != "erlang" else { return }
            try needAll(module, Cause(function: place, how: "of a module that is called there")) {
                $0.arity == arity && !moduleInfo.contains($0)
            }
        case (nil, let function?):
            let demand = Demand(
                function: function, arity: call.arity, isForApplication: try isCallback(call, of: place.module))
            guard demanded[demand] == nil else { return }
            demanded[demand] = place
            for (module, mentioner) in mentioned.sorted(by: { $0.key < $1.key }) {
                try answer(demand, module, mentioner)
            }
        case (nil, nil): break
        }
    }

    /// Whether a module exports the function that is named with so many arguments. Where it does not, others are added to them.
    private func exportsNamed(_ call: NamedCall, _ code: ModuleCode) -> Bool {
        guard let function = call.function, let arity = call.arity else { return false }
        return code.exports[FunctionKey(name: function, arity: arity)] != nil
    }

    /// Needs the exported functions of a module, if there is such a module, that `accepts` accepts.
    private func needAll(_ module: Int, _ cause: Cause, _ accepts: (FunctionKey) -> Bool) throws {
        guard let code = try existing(module) else { return }
        for key in code.exports.keys.filter(accepts).sorted(by: { ($0.name, $0.arity) < ($1.name, $1.arity) }) {
            _ = try need(FunctionName(module: module, key: key), cause)
        }
    }

    /// The module, if a module has this name.
    private func existing(_ name: Int) throws -> ModuleCode? {
        if let known = modules[name] { return known }
        return libraries.has(names[name]) ? try module(name) : nil
    }

    /// Whether the module that calls has said that this is a callback of the application's.
    private func isCallback(_ call: NamedCall, of module: Int) throws -> Bool {
        try self.module(module)?.annotations?.callbacks.contains {
            names.number($0.name) == call.function && (call.arity == nil || $0.arity == call.arity)
        } ?? false
    }

    /// Whether an atom that is a value in the code of `module` may be meant as the name of a module. In a library's Erlang many an
    /// atom is called like some module, and only its own name (`?MODULE`) is, and those of its own application; names of Elixir's
    /// modules are nothing else anywhere.
    private func isModuleName(_ atom: Int, in module: Int) -> Bool {
        atom == module || (modules[module] ?? nil)?.isGiven == true || names[atom].hasPrefix("Elixir.")
            || module == applications && applicationModules.contains(atom)
            || libraries.areOfOneApplication(names[atom], names[module])
    }

    /// An atom is a value in the code.
    private func mention(_ atom: Int, _ place: FunctionPlace) throws {
        guard mentioned[atom] == nil, isModuleName(atom, in: place.module), let code = try existing(atom) else {
            return
        }
        mentioned[atom] = place
        for demand in demanded.keys.sorted(by: { ($0.function, $0.arity ?? -1) < ($1.function, $1.arity ?? -1) }) {
            try answer(demand, atom, place)
        }
        if code.exports[isStruct] != nil { try add(struct: atom, place) }
    }

    private func answer(_ demand: Demand, _ module: Int, _ mentioner: FunctionPlace) throws {
        guard let caller = demanded[demand] else { return }
        if demand.isForApplication, !applicationModules.contains(module), try !(self.module(module)?.isGiven ?? false) {
            return
        }
        let cause = Cause(
            function: mentioner,
            how: "its module is named there, and a function of that name is called by \(text(caller)) in")
        try needAll(module, cause) {
            $0.name == demand.function && (demand.arity == nil || $0.arity == demand.arity)
        }
    }

    // MARK: Protocols

    private func add(protocol name: Int, _ place: FunctionPlace) throws {
        guard protocols[name] == nil else { return }
        protocols[name] = place
        for structure in structs.keys.sorted() { try implement(name, structure, place) }
    }

    private func add(struct name: Int, _ place: FunctionPlace) throws {
        guard structs[name] == nil else { return }
        structs[name] = place
        for protocolName in protocols.keys.sorted() { try implement(protocolName, name, place) }
    }

    /// `Protocol.Struct`, if there is such a module: its functions are called by name.
    private func implement(_ protocolName: Int, _ structure: Int, _ place: FunctionPlace) throws {
        let prefix = "Elixir."
        guard names[structure].hasPrefix(prefix) else { return }
        let module = names.number("\(names[protocolName]).\(names[structure].dropFirst(prefix.count))")
        guard try existing(module) != nil else { return }
        _ = try need(
            FunctionName(module: module, key: implementation),
            Cause(function: place, how: "an implementation of a protocol"))
        try mention(module, place)
    }

    // MARK: What is kept by hand

    private func keep(_ rule: KeepRule) throws {
        let module = names.number(rule.module)
        let kept = natives.filter { $0.module == module && rule.accepts(names[$0.key.name], $0.key.arity) }
        keptNatives.formUnion(kept)
        if !kept.isEmpty, try self.module(module) == nil { return }
        guard let code = try self.module(module) else {
            throw ToolError("--keep \(rule.text): there is no module \(rule.module)")
        }
        let keys = code.exports.keys.filter { rule.accepts(names[$0.name], $0.arity) }
        guard !keys.isEmpty || !kept.isEmpty else {
            throw ToolError("--keep \(rule.text): the module exports no such function")
        }
        for key in keys.sorted(by: { ($0.name, $0.arity) < ($1.name, $1.arity) }) {
            // `--keep M` is for what a program may call.
            if rule.function == nil, moduleInfo.contains(key) { continue }
            _ = try need(FunctionName(module: module, key: key), Cause(function: nil, how: "--keep \(rule.text)"))
        }
    }

    /// What a module's own attributes say: `-beamlet_keep([...])` and `-beamlet_unused([...])`.
    private func keepAnnotated(_ name: Int) throws {
        guard let code = try module(name) else { return }
        let annotations = code.annotations ?? Annotations.none
        for text in annotations.unused {
            unused.insert(FunctionKey(name: names.number(text.name), arity: text.arity))
        }
        for text in annotations.unusedUnless {
            let key = FunctionKey(name: names.number(text.name), arity: text.arity)
            unusedUnless.insert(FunctionName(module: text.module.map(names.number) ?? name, key: key))
        }
        for rule in annotations.kept {
            let key = FunctionKey(name: names.number(rule.name), arity: rule.arity)
            let function = FunctionName(module: rule.module.map(names.number) ?? name, key: key)
            if isNative(function) { keptNatives.insert(function) }
            guard try need(function, Cause(function: nil, how: "-beamlet_keep in \(names[name])")) else {
                throw ToolError("\(code.module.file): -beamlet_keep: there is no function \(names.text(function))")
            }
        }
    }
}
