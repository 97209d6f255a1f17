// From generic instructions to linked ones: which family each becomes, and which sequences become one instruction.
//
// What is rare is in TransformCalls.swift and TransformData.swift. A sequence is fused only where no label lies inside; a `line` may.

/// The number of a generic instruction, by its name. (`GenericInstructionTable` has them all.)
enum Generic {
    static let label: UInt8 = 1, funcInfo: UInt8 = 2, call: UInt8 = 4, callLast: UInt8 = 5, callOnly: UInt8 = 6
    static let callExt: UInt8 = 7, callExtLast: UInt8 = 8, bif0: UInt8 = 9, bif1: UInt8 = 10, bif2: UInt8 = 11
    static let allocate: UInt8 = 12, allocateHeap: UInt8 = 13, allocateZero: UInt8 = 14, allocateHeapZero: UInt8 = 15
    static let testHeap: UInt8 = 16, `init`: UInt8 = 17, deallocate: UInt8 = 18, `return`: UInt8 = 19, send: UInt8 = 20
    static let removeMessage: UInt8 = 21, timeout: UInt8 = 22, loopRec: UInt8 = 23, loopRecEnd: UInt8 = 24
    static let wait: UInt8 = 25, waitTimeout: UInt8 = 26, isLt: UInt8 = 39, isGe: UInt8 = 40, isEq: UInt8 = 41
    static let isNe: UInt8 = 42, isEqExact: UInt8 = 43, isNeExact: UInt8 = 44, isInteger: UInt8 = 45
    static let isFloat: UInt8 = 46, isNumber: UInt8 = 47, isAtom: UInt8 = 48, isPid: UInt8 = 49, isReference: UInt8 = 50
    static let isPort: UInt8 = 51, isNil: UInt8 = 52, isBinary: UInt8 = 53, isList: UInt8 = 55,
        isNonemptyList: UInt8 = 56
    static let isTuple: UInt8 = 57, testArity: UInt8 = 58, selectVal: UInt8 = 59, selectTupleArity: UInt8 = 60
    static let jump: UInt8 = 61, `catch`: UInt8 = 62, catchEnd: UInt8 = 63, move: UInt8 = 64, getList: UInt8 = 65
    static let getTupleElement: UInt8 = 66, setTupleElement: UInt8 = 67, putList: UInt8 = 69, putTuple: UInt8 = 70
    static let put: UInt8 = 71, badmatch: UInt8 = 72, ifEnd: UInt8 = 73, caseEnd: UInt8 = 74, callFun: UInt8 = 75
    static let fclearerror: UInt8 = 94, fcheckerror: UInt8 = 95, fmove: UInt8 = 96, fconv: UInt8 = 97
    static let fadd: UInt8 = 98, fsub: UInt8 = 99, fmul: UInt8 = 100, fdiv: UInt8 = 101, fnegate: UInt8 = 102
    static let isFunction: UInt8 = 77, callExtOnly: UInt8 = 78, makeFun2: UInt8 = 103, `try`: UInt8 = 104
    static let tryEnd: UInt8 = 105, tryCase: UInt8 = 106, tryCaseEnd: UInt8 = 107, raise: UInt8 = 108,
        apply: UInt8 = 112
    static let applyLast: UInt8 = 113, isBoolean: UInt8 = 114, isFunction2: UInt8 = 115, gcBif1: UInt8 = 124
    static let gcBif2: UInt8 = 125, isBitstr: UInt8 = 129, trim: UInt8 = 136, recvMark: UInt8 = 150,
        recvSet: UInt8 = 151
    static let onLoad: UInt8 = 149, gcBif3: UInt8 = 152, line: UInt8 = 153, putMapAssoc: UInt8 = 154
    static let putMapExact: UInt8 = 155, hasMapFields: UInt8 = 157, getMapElements: UInt8 = 158
    static let isMap: UInt8 = 156, isTaggedTuple: UInt8 = 159
    static let buildStacktrace: UInt8 = 160, rawRaise: UInt8 = 161, getHd: UInt8 = 162, getTl: UInt8 = 163
    static let putTuple2: UInt8 = 164, swap: UInt8 = 169, makeFun3: UInt8 = 171, initYregs: UInt8 = 172
    static let recvMarkerBind: UInt8 = 173, recvMarkerClear: UInt8 = 174, recvMarkerReserve: UInt8 = 175
    static let recvMarkerUse: UInt8 = 176, callFun2: UInt8 = 178, nifStart: UInt8 = 179, badrecord: UInt8 = 180
    static let updateRecord: UInt8 = 181, executableLine: UInt8 = 183, debugLine: UInt8 = 184, bif3: UInt8 = 185
    static let isAnyNativeRecord: UInt8 = 186, isNativeRecord: UInt8 = 187, getRecordElements: UInt8 = 188
    static let putRecord: UInt8 = 189, isRecordAccessible: UInt8 = 190, getRecordField: UInt8 = 191
}

/// An instruction with its operands.
struct Generics {
    let window: InstructionWindow
    let entry: InstructionWindow.Entry

    var opcode: UInt8 { entry.opcode }
    subscript(index: Int) -> GenericOperand { window.operand(entry, index) }
}

extension ModuleLoader {
    /// Transforms the window's first `end` instructions: one function.
    mutating func transform(_ window: InstructionWindow, end: Int) throws(LoadError) {
        observer?(-1, emitter.area.cursor, [])
        try buildConstants(window, end: end)
        var index = 0
        while index < end {
            let entry = window.instructions[index]
            try emitter.finishInstruction()
            emitter.sourceOffset = entry.offset
            let start = emitter.area.cursor
            #if !hasFeature(Embedded)
                emitter.rules = []
            #endif
            var failure: LoadError? = nil
            do throws(LoadError) {
                index += try fuse(window, index, end)
            } catch {
                failure = error
            }
            // Errors of the emitter do not know where in the file they are.
            if let failure {
                if failure.chunk == ChunkName.code && failure.offset == 0 {
                    throw self.error(failure.code, at: entry.offset, detail: Int(failure.detail))
                }
                throw failure
            }
            #if !hasFeature(Embedded)
                if emitter.area.cursor == start { emitter.rules = Rules(.no_code) }
                observer?(entry.offset, start, emitter.rules)
            #endif
        }
    }

    /// Emits the instruction at `index`, alone or with some that follow it. Answers how many.
    private mutating func fuse(_ window: InstructionWindow, _ index: Int, _ end: Int) throws(LoadError) -> Int {
        let this = Generics(window: window, entry: window.instructions[index])
        // The next instruction; a line between the two may be passed over.
        func following(_ distance: Int) -> Generics? {
            index + distance < end ? Generics(window: window, entry: window.instructions[index + distance]) : nil
        }
        switch this.opcode {
        case Generic.line:
            if index > 0, let next = following(1) {
                let before = Generics(window: window, entry: window.instructions[index - 1])
                if before.opcode == Generic.move, before[1].kind == .x, before[1].value == 0, isTailCall(next) {
                    return 1
                }
            }
        case Generic.move:
            return try fuseMove(this, following)
        case Generic.allocate:
            return try fuseAllocate(this, following)
        case Generic.deallocate:
            let frame = try number(this[0])
            if frame <= 255, let next = following(1), next.opcode == Generic.return {
                emitter.note(.deallocate_return)
                try emitter.emit(.deallocate_return_n, .number(frame))
                return 2
            }
        case Generic.callFun, Generic.callFun2:
            return try fuseCallFun(this, following)
        case Generic.isNonemptyList:
            if let next = following(1), next.opcode == Generic.getList, next[0] == this[1] {
                let list = try source(this[1])
                let head = try register(next[1])
                let tail = try register(next[2])
                if list.isNearX, head.isNearX, tail.isNearX {
                    emitter.note(.get_list_if_nonempty)
                    try emitter.emit(.is_nonempty_list_get_x_d_d_j, list, head, tail, try label(this[0]))
                    return 2
                }
            }
        case Generic.getTupleElement:
            if let next = following(1), next.opcode == Generic.getTupleElement, next[0] == this[0],
                this[1].kind == .unsigned, next[1].kind == .unsigned, next[1].value > 0,
                next[1].value - 1 == this[1].value, next[0] != this[2]
            {
                let tuple = try source(this[0])
                let first = try register(this[2])
                let second = try register(next[2])
                if tuple.isNearX, first.isNearX, second.isNearX, this[1].value <= 254 {
                    emitter.note(.get_tuple_element2)
                    try emitter.emit(
                        .get_tuple_element2_x_n_d_d, tuple, .number(this[1].value), first, second)
                    return 2
                }
            }
        case Generic.putTuple:
            emitter.note(.put_tuple_puts)
            return try putOldTuple(this, following)
        default: break
        }
        try transform(this)
        return 1
    }

    /// Moves: into a call's first argument, before a return, in pairs.
    private mutating func fuseMove(
        _ this: Generics, _ following: (Int) -> Generics?
    ) throws(LoadError) -> Int {
        let from = try source(this[0])
        let to = try register(this[1])
        guard var next = following(1) else {
            try emitter.move(from, to: to)
            return 1
        }
        if next.opcode == Generic.return, to == .x0 {
            if from.isNearX || from.kind == .immediate || from.kind == .literal { emitter.note(.move_return) }
            if from.isNearX {
                try emitter.emit(.return_x, from)
                return 2
            }
            if from.kind == .immediate || from.kind == .literal {
                try emitter.emit(.return_a, .return_q, from)
                return 2
            }
        }
        var distance = 1
        if next.opcode == Generic.line, let after = following(2), after.opcode == Generic.call {
            distance = 2
            next = after
        }
        if next.opcode == Generic.call, to == .x0, from.isNearX || from.isNearY {
            let target = try label(next[1])
            if emitter.isNear(target.value) {
                if distance == 2, let line = following(1) { try transform(line) }
                emitter.note(.move_call)
                try emitter.emit(.move_call_x_j, .move_call_y_j, from, target)
                return distance + 1
            }
        }
        if next.opcode == Generic.move {
            let secondFrom = try source(next[0])
            let secondTo = try register(next[1])
            if from.isNearX, to.isNearX, secondFrom.isNearX, secondTo.isNearX {
                if var call = following(2) {
                    var skipped = 0
                    if call.opcode == Generic.line, let after = following(3) {
                        call = after
                        skipped = 1
                    }
                    if call.opcode == Generic.call {
                        let target = try label(call[1])
                        if emitter.isNear(target.value) {
                            if skipped == 1, let line = following(2) { try transform(line) }
                            emitter.note(.move2_call)
                            try emitter.emit(.move2_call_x_d_x_d_j, from, to, secondFrom, secondTo, target)
                            return 3 + skipped
                        }
                    }
                }
                emitter.note(.move2)
                try emitter.emit(.move2_x_d_x_d, from, to, secondFrom, secondTo)
                return 2
            }
            if from.isNearX, to.isNearY, secondFrom.isNearX, secondTo.isNearY {
                emitter.note(.move2)
                try emitter.emit(.move2_x_e_x_e, from, to, secondFrom, secondTo)
                return 2
            }
            if from.isNearY, to.isNearX, secondFrom.isNearY, secondTo.isNearX, !movesIntoCall(following) {
                emitter.note(.move2)
                try emitter.emit(.move2_y_d_y_d, from, to, secondFrom, secondTo)
                return 2
            }
        }
        try emitter.move(from, to: to)
        return 1
    }

    /// A call of a fun, which is a tail call where the frame goes and the function returns right after it.
    private mutating func fuseCallFun(
        _ this: Generics, _ following: (Int) -> Generics?
    ) throws(LoadError) -> Int {
        var frame = 0
        var distance = 1
        if let next = following(1), next.opcode == Generic.deallocate {
            frame = try number(next[0])
            distance = 2
        }
        guard let end = following(distance), end.opcode == Generic.return, frame <= 255 else {
            try transform(this)
            return 1
        }
        let arity = try number(this[this.opcode == Generic.callFun ? 0 : 1])
        emitter.note(.call_fun_return)
        emitter.reserveSlots(arity + 2)
        if this.opcode == Generic.callFun {
            try emitter.emit(.call_fun_last_n_n, .number(arity), .number(frame))
        } else {
            // The frame is still there when the fun is fetched.
            try emitter.emit(
                .call_fun2_last_n_n_x, .call_fun2_last_n_n_x, .number(arity), .number(frame), try source(this[2]))
        }
        return distance + 1
    }

    /// Whether the second of two moves is better fused with the call after it.
    private func movesIntoCall(_ following: (Int) -> Generics?) -> Bool {
        guard let move = following(1), move[1].kind == .x, move[1].value == 0, let next = following(2) else {
            return false
        }
        if next.opcode == Generic.line, let after = following(3) { return after.opcode == Generic.call }
        return next.opcode == Generic.call
    }

    /// `allocate` and one or two moves of arguments into the frame. Registers that are cleared in between are cleared after:
    /// nothing can be collected before.
    private mutating func fuseAllocate(
        _ this: Generics, _ following: (Int) -> Generics?
    ) throws(LoadError) -> Int {
        let words = Operand.number(try number(this[0]))
        let live = Operand.number(try number(this[1]))
        var clearing: Generics? = nil
        var distance = 1
        if let next = following(1), next.opcode == Generic.initYregs {
            clearing = next
            distance = 2
        }
        let first = try frameMove(following(distance), unless: clearing)
        if words.value <= 255, live.value <= 255, let first {
            emitter.reserveSlots(Int(live.value))
            let second = try frameMove(following(distance + 1), unless: clearing)
            emitter.note(second == nil ? .allocate_move : .allocate_move2)
            if let second {
                try emitter.emit(
                    .allocate_move2_n_n_x_e_x_e, words, live, first.from, first.to, second.from, second.to)
            } else {
                try emitter.emit(.allocate_move_n_n_x_e, words, live, first.from, first.to)
            }
            if let clearing { try transform(clearing) }
            return distance + (second == nil ? 1 : 2)
        }
        try allocate(this, frame: try number(this[0]), live: try number(this[1]), heap: 0)
        return 1
    }

    /// Source and destination of an instruction that moves an X to a Y register that `clearing` does not clear.
    private func frameMove(
        _ this: Generics?, unless clearing: Generics?
    ) throws(LoadError) -> (from: Operand, to: Operand)? {
        guard let this, this.opcode == Generic.move else { return nil }
        let from = try source(this[0])
        let to = try register(this[1])
        guard from.isNearX, to.isNearY else { return nil }
        if let clearing {
            for index in 1..<clearing.entry.operandCount where clearing[index] == this[1] { return nil }
        }
        return (from, to)
    }

    /// Whether an instruction calls a function, no BIF, that returns to the caller's caller. The BEAM's loader drops a line between a
    /// move to X0 and such a call: what follows without a line of its own has the one before (`beam_makeops` in OTP's internal
    /// documentation shows the rule).
    private func isTailCall(_ this: Generics) -> Bool {
        switch this.opcode {
        case Generic.callLast, Generic.callOnly: return true
        case Generic.callExtLast, Generic.callExtOnly:
            return this[1].value < importBIFs.count && importBIFs[this[1].value] == 0xFFFF
        default: return false
        }
    }

    // MARK: One instruction

    /// Emits one instruction alone. Throws `unsupportedInstruction` for what this VM does not execute.
    mutating func transform(_ this: Generics) throws(LoadError) {
        switch this.opcode {
        case Generic.label:
            try emitter.finishInstruction()
            let label = this[0].value
            guard emitter.labels[label] == 0 else { throw error(.labelRange, at: this.entry.offset, detail: label) }
            emitter.labels[label] = emitter.area.cursor
        case Generic.funcInfo:
            try beginFunction(
                try atom(this[0]), try atom(this[1]), try number(this[2]), at: this.entry.offset)
        case Generic.line:
            try beginLine(try number(this[0]), at: this.entry.offset)
        case Generic.onLoad:
            onLoad = functionEntry
        case Generic.executableLine, Generic.debugLine, Generic.nifStart, Generic.recvMark, Generic.recvSet:
            break
        case Generic.move:
            try emitter.move(try source(this[0]), to: try register(this[1]))
        case Generic.swap:
            try swap(try register(this[0]), try register(this[1]))
        case Generic.isLt...Generic.isTuple, Generic.isFunction, Generic.isBoolean, Generic.isFunction2,
            Generic.isBitstr,
            Generic.isMap, Generic.testArity, Generic.isTaggedTuple, Generic.selectVal, Generic.selectTupleArity:
            try transformTest(this)
        case Generic.call...Generic.bif2, Generic.callExtOnly, Generic.callFun, Generic.callFun2, Generic.apply,
            Generic.applyLast, Generic.gcBif1, Generic.gcBif2, Generic.gcBif3, Generic.bif3:
            try transformCall(this)
        case Generic.allocate...Generic.return, Generic.trim, Generic.initYregs:
            try transformFrame(this)
        case Generic.jump:
            let target = try label(this[0])
            if emitter.isNear(target.value) {
                try emitter.emit(.jump_j, target)
            } else {
                emitter.note(.far)
                try emitter.emit(.jump_far_f, Operand(kind: .address, value: target.value))
            }
        case Generic.getList, Generic.getTupleElement, Generic.setTupleElement, Generic.putList, Generic.getHd,
            Generic.getTl, Generic.putTuple2, Generic.makeFun2, Generic.makeFun3, Generic.updateRecord:
            try transformData(this)
        case Generic.putMapAssoc, Generic.putMapExact, Generic.hasMapFields, Generic.getMapElements:
            try transformMap(this)
        case Generic.fclearerror...Generic.fnegate:
            try transformFloat(this)
        case Generic.bsPutInteger...Generic.bsPutString, Generic.bsInit2, Generic.bsAdd,
            Generic.bsStartMatch2...Generic.bsRestore2, Generic.bsContextToBinary...Generic.bsPrivateAppend,
            Generic.bsInitBits...Generic.bsPutUTF32, Generic.bsGetTail...Generic.bsSetPosition, Generic.bsStartMatch4,
            Generic.bsCreateBin, Generic.bsMatch:
            if try !transformMatch(this) { try transformConstruction(this) }
        case Generic.isAnyNativeRecord...Generic.getRecordField:
            try transformRecord(this)
        default:
            try transformControl(this)
        }
    }

    /// Exceptions and messages.
    private mutating func transformControl(_ this: Generics) throws(LoadError) {
        switch this.opcode {
        case Generic.catch, Generic.try:
            let handler = Operand(kind: .catchLabel, value: try label(this[1]).value)
            let slot = try register(this[0])
            if slot.isWideY {
                emitter.note(.wide)
                try emitter.emit(.try_wide_h_c, .number(Int(slot.value)), handler)
            } else {
                try emitter.emit(.try_e_c, slot, handler)
            }
        case Generic.catchEnd:
            let slot = try register(this[0])
            if slot.isWideY {
                emitter.note(.wide)
                try emitter.emit(.catch_end_wide_h, .number(Int(slot.value)))
            } else {
                try emitter.emit(.catch_end_e, slot)
            }
        case Generic.tryEnd: try initialize(try register(this[0]), .try_end_e)
        case Generic.tryCase:
            let slot = try register(this[0])
            if slot.isWideY {
                try initialize(slot)
                for place: UInt32 in 0..<3 {
                    try emitter.move(.x(slot: Emitter.firstX + place + 1), to: .x(slot: Emitter.firstX + place))
                }
            } else {
                try emitter.emit(.try_case_e, slot)
            }
        case Generic.tryCaseEnd: try emitter.emit(.try_case_end_x, .try_case_end_x, try source(this[0]))
        case Generic.raise: try emitter.emit(.raise_x_x, .raise_x_x, try source(this[0]), try source(this[1]))
        case Generic.rawRaise: try emitter.emit(.raw_raise)
        case Generic.buildStacktrace: try emitter.emit(.build_stacktrace)
        case Generic.badmatch: try emitter.emit(.badmatch_x, .badmatch_x, try source(this[0]))
        case Generic.caseEnd: try emitter.emit(.case_end_x, .case_end_x, try source(this[0]))
        case Generic.badrecord: try emitter.emit(.badrecord_x, .badrecord_x, try source(this[0]))
        case Generic.ifEnd: try emitter.emit(.if_end)
        case Generic.send: try emitter.emit(.send)
        case Generic.removeMessage: try emitter.emit(.remove_message)
        case Generic.timeout: try emitter.emit(.timeout)
        case Generic.loopRec:
            try emitter.emit(.loop_rec_d_j, .loop_rec_d_j, try register(this[1]), try label(this[0]))
        case Generic.loopRecEnd: try emitter.emit(.loop_rec_end_j, try label(this[0]))
        case Generic.wait: try emitter.emit(.wait_j, try label(this[0]))
        case Generic.waitTimeout:
            try emitter.emit(.wait_timeout_x_j, .wait_timeout_x_j, try source(this[1]), try label(this[0]))
        case Generic.recvMarkerReserve:
            try emitter.emit(.recv_marker_reserve_d, .recv_marker_reserve_d, try register(this[0]))
        case Generic.recvMarkerBind:
            try emitter.emit(
                .recv_marker_bind_x_x, .recv_marker_bind_x_x, try source(this[0]), try source(this[1]))
        case Generic.recvMarkerClear:
            try emitter.emit(.recv_marker_clear_x, .recv_marker_clear_x, try source(this[0]))
        case Generic.recvMarkerUse:
            try emitter.emit(.recv_marker_use_x, .recv_marker_use_x, try source(this[0]))
        default:
            throw error(.unsupportedInstruction, at: this.entry.offset, detail: Int(this.opcode))
        }
    }

    // MARK: Operands

    /// A source operand: a register or a constant.
    func source(_ operand: GenericOperand) throws(LoadError) -> Operand {
        switch operand.kind {
        case .x: return .x(slot: UInt32(operand.value) + Emitter.firstX)
        case .y: return Operand(kind: .y, value: UInt32(operand.value))
        case .atom: return .constant(atoms[operand.value])
        case .integer, .character: return .constant(Term(small: operand.value))
        case .literal:
            return .constant(
                operand.value < literals.count ? literals[operand.value] : constants[operand.value - literals.count])
        case .unsigned: return .constant(Term(small: operand.value))
        default: throw LoadError(.badOperand, chunk: ChunkName.code, offset: 0, detail: Int(operand.kind.rawValue))
        }
    }

    /// A destination: an X or a Y register.
    func register(_ operand: GenericOperand) throws(LoadError) -> Operand {
        guard operand.kind == .x || operand.kind == .y else {
            throw LoadError(.badOperand, chunk: ChunkName.code, offset: 0, detail: Int(operand.kind.rawValue))
        }
        return try source(operand)
    }

    /// An unsigned number.
    func number(_ operand: GenericOperand) throws(LoadError) -> Int {
        guard operand.kind == .unsigned else {
            throw LoadError(.badOperand, chunk: ChunkName.code, offset: 0, detail: Int(operand.kind.rawValue))
        }
        return operand.value
    }

    /// An atom.
    func atom(_ operand: GenericOperand) throws(LoadError) -> Term {
        guard operand.kind == .atom else {
            throw LoadError(.badOperand, chunk: ChunkName.code, offset: 0, detail: Int(operand.kind.rawValue))
        }
        return atoms[operand.value]
    }

    /// A label; 0 where there is none.
    func label(_ operand: GenericOperand) throws(LoadError) -> Operand {
        guard operand.kind == .label else {
            throw LoadError(.badOperand, chunk: ChunkName.code, offset: 0, detail: Int(operand.kind.rawValue))
        }
        return .label(operand.value)
    }

    /// Builds the literals of integers that are no small ones, before the function that has them, and lets the operands name them.
    private mutating func buildConstants(_ window: InstructionWindow, end: Int) throws(LoadError) {
        guard end > 0 else { return }
        try emitter.finishInstruction()
        try buildLargeIntegers(window, end: end)
        try buildMapKeys(window, end: end)
        try buildRecordNames(window, end: end)
        try buildStrings(window, end: end)
    }

    /// Adds a literal that an instruction needs; the operand that names it.
    mutating func addConstant(_ term: Term) throws(LoadError) -> GenericOperand {
        guard constantCount < constants.count else {
            throw LoadError(.scratchFull, chunk: ChunkName.code, offset: 0, detail: constantCount)
        }
        constants[constantCount] = term
        constantCount += 1
        return GenericOperand(.literal, literals.count + constantCount - 1)
    }

    private mutating func buildLargeIntegers(_ window: InstructionWindow, end: Int) throws(LoadError) {
        let last = window.instructions[end - 1]
        var index = 0
        while index < last.firstOperand + last.operandCount {
            let operand = window.operands[index]
            var term = Term.none
            if operand.kind == .bigInteger {
                let bytes = code.instructions.bytes(at: operand.value, count: operand.byteCount)
                term = try LiteralBuilder.bignum(twosComplement: bytes, area: &emitter.area)
            } else if operand.kind == .integer && (operand.value < Term.minSmall || operand.value > Term.maxSmall) {
                term = try LiteralBuilder.integer(
                    UInt64(operand.value.magnitude), isNegative: operand.value < 0, area: &emitter.area)
            }
            if term.isSomething { window.operands[index] = try addConstant(term) }
            index += 1
        }
    }
}
