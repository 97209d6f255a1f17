import BeamletVM

/// Walks over a module's instructions and finds out what each function refers to.
///
/// Constants are followed from the instruction that moves them into a register to the call that has the register as an
/// argument, as far as no label lies between: compilers move arguments right before the call.
struct CodeWalk {
    /// What the walk needs to know of an instruction.
    private enum Kind {
        case label
        case functionInfo
        case onLoad
        /// Source, destination.
        case move
        case swap
        /// Head, tail, destination.
        case putList
        /// Destination, list of elements.
        case putTuple
        /// Atoms and literals among the operands become values.
        case build
        case call
        case callExternal
        /// `apply` and `apply_last`: module and function are in the registers after the arguments.
        case apply
        case callFun
        /// Touches no register that has a constant.
        case neutral
        /// Shifts the Y registers.
        case trim
        case other
    }

    private struct Shape {
        let kind: Kind
        /// Which operand is the index of an imported function, or of a fun.
        var importOperand: Int?
        var funOperand: Int?
    }

    private static let shapes: [Shape] = (0...GenericInstruction.highestOpcode).map { opcode in
        let name = String(decoding: GenericInstructionTable.field(1, of: opcode), as: UTF8.self)
        var shape = Shape(kind: kind(name))
        for operand in 0..<3 {
            switch OperandRole.role(name, operand) {
            case .importedFunction: shape.importOperand = operand
            case .fun: shape.funOperand = operand
            default: break
            }
        }
        return shape
    }

    private static func kind(_ name: String) -> Kind {
        switch name {
        case "label": .label
        case "func_info": .functionInfo
        case "on_load": .onLoad
        case "move": .move
        case "swap": .swap
        case "put_list": .putList
        case "put_tuple2": .putTuple
        case "put", "put_map_assoc", "put_map_exact", "update_record", "put_record", "make_fun3", "set_tuple_element":
            .build
        case "call", "call_last", "call_only": .call
        case "call_ext", "call_ext_last", "call_ext_only": .callExternal
        case "apply", "apply_last": .apply
        case "call_fun", "call_fun2": .callFun
        case "line", "executable_line", "debug_line", "allocate", "allocate_heap", "test_heap", "deallocate",
            "init_yregs":
            .neutral
        case "trim": .trim
        default: .other
        }
    }

    private let module: ModuleCode
    private var functions: [FunctionFacts] = []
    private var current = FunctionFacts(key: FunctionKey(name: 0, arity: 0))
    private var isInside = false
    /// The function that each label belongs to, from the label before its `func_info` on; -1: none.
    private var owners: [Int]
    /// Labels that each function refers to.
    private var labels: [Set<Int>] = []
    /// Whether a call has been met in this function.
    private var hasCalled = false

    // Registers with known values: X from 0, Y from 1024.
    private var values = [KnownValue](repeating: .unknown, count: 2 * 1024)
    private var known: [Int] = []

    private init(_ module: ModuleCode, labelCount: Int) {
        self.module = module
        owners = [Int](repeating: -1, count: labelCount)
    }

    /// The functions of a module in the order of the code; and the function of each label.
    static func walk(_ module: ModuleCode) -> (functions: [FunctionFacts], owners: [Int]) {
        let listing = module.listing
        var walk = CodeWalk(module, labelCount: listing.labelCount)
        // The label before `func_info` belongs to the function that follows.
        var lastLabel = -1
        for instruction in listing.instructions {
            let operands = listing.operands[instruction.operands]
            if instruction.opcode == GenericInstruction.label { lastLabel = operands.first?.value ?? -1 }
            walk.take(shapes[instruction.opcode], operands, lastLabel: lastLabel)
        }
        walk.endFunction()
        for index in walk.functions.indices { walk.addCalls(index, index, walk.owners) }
        return (walk.functions, walk.owners)
    }

    /// What a function refers to in what is left of it.
    static func facts(of index: Int, in module: ModuleCode, _ live: LiveCode) -> FunctionFacts {
        let listing = module.listing
        var walk = CodeWalk(module, labelCount: listing.labelCount)
        for (instruction, change) in zip(listing.functions[index], live.changes) {
            let operands = listing.operands(of: instruction)
            let shape = shapes[listing.instructions[instruction].opcode]
            switch change {
            case .stays: walk.take(shape, operands, lastLabel: -1)
            case .goes, .jumps: break
            case .selects(let pairs):
                for pair in pairs {
                    let operand = operands[operands.startIndex + 3 + 2 * pair]
                    if operand.kind == .atom { walk.current.atoms.insert(operand.value) }
                }
            }
        }
        walk.endFunction()
        walk.addCalls(0, index, module.owners)
        return walk.functions[0]
    }

    /// Labels of other functions are calls.
    private mutating func addCalls(_ place: Int, _ index: Int, _ owners: [Int]) {
        for label in labels[place] where owners[label] >= 0 && owners[label] != index {
            functions[place].calls.insert(owners[label])
        }
    }

    // MARK: Functions

    private mutating func endFunction() {
        guard isInside else { return }
        functions.append(current)
        isInside = false
    }

    private mutating func take(
        _ shape: Shape, _ given: ArraySlice<GenericOperand>, lastLabel: Int
    ) {
        let operands = Array(given)
        switch shape.kind {
        case .label:
            forget(from: 0)
            if isInside { owners[operands[0].value] = functions.count }
            return
        case .functionInfo:
            endFunction()
            let name = operands[1].kind == .atom ? module.atoms[operands[1].value] : 0
            current = FunctionFacts(key: FunctionKey(name: name, arity: operands[2].value))
            for operand in operands where operand.kind == .atom { current.atoms.insert(operand.value) }
            labels.append([])
            isInside = true
            hasCalled = false
            if lastLabel >= 0 { owners[lastLabel] = functions.count }
            return
        default: break
        }
        guard isInside else { return }
        note(shape, operands)
        follow(shape.kind, operands)
    }

    /// Notes what the operands name.
    private mutating func note(_ shape: Shape, _ operands: [GenericOperand]) {
        for operand in operands {
            switch operand.kind {
            case .atom where operand.value > 0: current.atoms.insert(operand.value)
            case .literal: current.literals.insert(operand.value)
            case .label where operand.value > 0: labels[labels.count - 1].insert(operand.value)
            default: break
            }
        }
        // What is in no table is for the loader to complain of.
        if let operand = shape.importOperand, module.imports.indices.contains(operands[operand].value) {
            current.imports.insert(operands[operand].value)
        }
        if let operand = shape.funOperand, module.funs.indices.contains(operands[operand].value) {
            current.funs.insert(operands[operand].value)
        }
    }

    // MARK: Values

    private func slot(_ operand: GenericOperand) -> Int? {
        switch operand.kind {
        case .x: operand.value
        case .y: 1024 + operand.value
        default: nil
        }
    }

    private func value(_ operand: GenericOperand) -> KnownValue {
        switch operand.kind {
        case .x, .y: slot(operand).map { values[$0] } ?? .unknown
        case .atom: operand.value == 0 ? .list(0) : .atom(module.atoms[operand.value])
        case .integer, .unsigned: .integer(operand.value)
        case .literal: module.literal(operand.value).value
        default: .unknown
        }
    }

    private mutating func set(_ operand: GenericOperand, _ value: KnownValue) {
        guard let slot = slot(operand) else { return }
        if values[slot] == .unknown && value != .unknown { known.append(slot) }
        values[slot] = value
    }

    /// Forgets the registers from `slot` on.
    private mutating func forget(from slot: Int) {
        guard !known.isEmpty else { return }
        for register in known where register >= slot { values[register] = .unknown }
        known.removeAll { $0 >= slot }
    }

    private mutating func forgetX() {
        for register in known where register < 1024 { values[register] = .unknown }
        known.removeAll { $0 < 1024 }
    }

    /// An operand becomes a value that is passed on.
    private mutating func pass(_ operand: GenericOperand) {
        if operand.kind == .atom, operand.value > 0 { current.values.insert(module.atoms[operand.value]) }
        if operand.kind == .literal { current.literalValues.insert(operand.value) }
    }

    private mutating func follow(_ kind: Kind, _ operands: [GenericOperand]) {
        switch kind {
        case .move:
            pass(operands[0])
            set(operands[1], value(operands[0]))
        case .swap:
            let first = value(operands[0])
            set(operands[0], value(operands[1]))
            set(operands[1], first)
        case .putList:
            pass(operands[0])
            pass(operands[1])
            if case .list(let count) = value(operands[1]) {
                set(operands[2], .list(count + 1))
            } else {
                set(operands[2], .unknown)
            }
        case .putTuple:
            for operand in operands.dropFirst(2) { pass(operand) }
            if operands.count == 5 { noteNames(value(operands[2]), value(operands[3]), value(operands[4])) }
            set(operands[0], .unknown)
        case .build:
            for operand in operands {
                pass(operand)
                set(operand, .unknown)
            }
        case .call, .callExternal:
            noteArguments(operands[0].value)
            if kind == .callExternal { noteExternal(operands[1].value) }
            hasCalled = true
            forgetX()
        case .apply:
            noteApply(operands[0].value)
            forgetX()
        case .callFun:
            forgetX()
        case .trim:
            forget(from: 1024)
        case .onLoad:
            current.isOnLoad = true
        case .neutral, .label, .functionInfo:
            break
        case .other:
            for operand in operands { set(operand, .unknown) }
        }
    }

    // MARK: Calls by name

    /// Three values side by side that may be a module, a function and its arguments.
    private mutating func noteNames(_ module: KnownValue, _ function: KnownValue, _ arguments: KnownValue) {
        guard case .atom(let module) = module, case .atom(let function) = function else { return }
        var arity: Int?
        if case .list(let count) = arguments { arity = count }
        current.named.insert(NamedCall(module: module, function: function, arity: arity))
    }

    private mutating func noteArguments(_ count: Int) {
        guard count >= 2, count <= 255 else { return }
        for index in 0..<count - 1 {
            noteNames(values[index], values[index + 1], index + 2 < count ? values[index + 2] : .unknown)
        }
    }

    /// `apply` with as many arguments.
    private mutating func noteApply(_ arity: Int) {
        guard arity <= 1020 else { return }
        note(values[arity], values[arity + 1], arity: arity)
    }

    private mutating func note(_ module: KnownValue, _ function: KnownValue, arity: Int?) {
        var call = NamedCall(module: nil, function: nil, arity: arity)
        if case .atom(let name) = module { call = NamedCall(module: name, function: nil, arity: arity) }
        if case .atom(let name) = function {
            call = NamedCall(module: call.module, function: name, arity: arity)
        }
        if call.module != nil || call.function != nil { current.named.insert(call) }
    }

    /// Functions that call others by name, and where among their arguments module, function and arguments (or arity) are.
    private static let callers: [String: Int] = [
        "apply/3": 0, "spawn/3": 0, "spawn_link/3": 0, "spawn_monitor/3": 0, "spawn_opt/4": 0, "hibernate/3": 0,
        "make_fun/3": 0, "spawn/4": 1, "spawn_link/4": 1, "spawn_monitor/4": 1, "spawn_opt/5": 1, "spawn_request/4": 0,
        "spawn_request/5": 1,
    ]

    /// `gen:start(Module, ...)`, in whose process `gen` calls `Module:init_it/6`. The behaviours of OTP name themselves there; Elixir's
    /// `GenServer` names one that is not its own.
    private mutating func noteBehaviour(_ callee: FunctionName) {
        guard case .atom(let behaviour) = values[0], module.names[callee.module] == "gen",
            module.names[callee.key.name] == "start"
        else { return }
        current.named.insert(
            NamedCall(module: behaviour, function: module.names.number("init_it"), arity: 6))
    }

    private mutating func noteExternal(_ index: Int) {
        guard module.imports.indices.contains(index) else { return }
        let callee = module.imports[index]
        noteBehaviour(callee)
        guard callee.module == module.erlang else { return }
        let name = "\(module.names[callee.key.name])/\(callee.key.arity)"
        if !hasCalled { current.isStub = name == "nif_error/1" || name == "nif_error/2" }
        guard let first = CodeWalk.callers[name] else { return }
        var count: Int?
        switch values[first + 2] {
        case .list(let length): count = length
        case .integer(let number): count = number
        default: break
        }
        note(values[first], values[first + 1], arity: count)
    }
}
