// Match specifications, compiled.
//
// Considered: walking the specification itself for each object, and compiling it first. It has to be walked once in any case, to
// refuse what is wrong in it; compiling is that walk. What comes out is a row of words for each clause: the pattern in the order
// in which its parts are met, then the guards and the body in postfix order. It runs in one loop without recursion, whatever the
// depth of a term, and finds functions by their numbers.
//
// A clause begins with four words: where the next clause begins, how many variables there are, the key if the pattern has it as
// a constant, else `none`, and where the body begins. Then instructions, the operand in the bits above the lowest eight. All
// constants lie in a copy of the specification that is the program's own, so that no collection moves them.
struct MatchProgram {
    /// The clauses.
    var code = WorkStack<UInt32>()
    /// The block that holds the copy of the specification.
    var constants: Address = 0
    /// The block of variables and operands while it runs.
    var work: Address = 0
    /// Terms that were made on the way: blocks, with the next one's address and a list of shared bitstrings at their beginning.
    var temporaries: Address = 0
    /// Whether the specification is one.
    var isWrong = false
    /// The machine's `action` says why it cannot be compiled, or cannot go on.
    var isAborted = false

    // While it is compiled: what is left to do, two words each, a term or an instruction and an `Item`, later, for a walk, the clauses'
    // keys; the variables of the clause; the jumps without a target.
    var pending = WorkStack<UInt32>()
    var variables = WorkStack<UInt32>()
    var jumps = WorkStack<UInt32>()

    /// What is to be compiled, or, `emit`, is code already. `link`: an instruction that jumps; `patch`: the last such one without a target
    /// jumps here.
    enum Item: UInt8 {
        case pattern, expression, emit, link, patch
    }

    /// Instructions.
    enum Instruction: UInt8 {
        // Patterns: each looks at the term in place, and goes on to the next.
        case any, bind, same, constant, tuple, cell, map, key, end
        // Expressions: operands come from a stack, and the result goes there. `box`: a tuple.
        case push, variable, object, box, pair, makeMap, and, or
        // Jumps to the operand unless the value so far is `true` (`false`), which stays if it is the other one.
        case andAlso, orElse
        // A native function: its number in the highest 16 bits, arity in four, below them 1 if it may collect.
        case call
        // Ends a guard; ends an expression of the body that is not the last; ends the clause.
        case test, drop, result
    }

    static let clauseHeader = 4

    /// Whether compiling goes on.
    var isGood: Bool { !isWrong && !isAborted }
}

extension Machine {
    /// The functions that guards and bodies may call, as OTP 29. Those in the second text may make new terms on the heap.
    public static let pureMatchFunctions: StaticString = """
        == /= =:= =/= < > =< >= is_atom is_binary is_bitstring is_boolean is_float is_function is_integer is_list is_map \
        is_map_key is_number is_pid is_port is_record is_reference is_tuple element hd tl length size tuple_size map_size \
        map_get byte_size bit_size not xor min max node self
        """
    /// See `pureMatchFunctions`.
    public static let matchFunctions: StaticString = """
        + - * / div rem band bor bxor bsl bsr bnot abs binary_part ceil float floor round trunc
        """

    /// The number of a variable such as `'$12'`, or -1.
    mutating func matchVariable(_ term: Term) -> Int {
        guard term.isAtom else { return -1 }
        let name = atomText(term)
        guard name.count >= 2, name.count <= 9, name.bytes[0] == UInt8(ascii: "$"),
            name.count == 2 || name.bytes[1] != UInt8(ascii: "0")
        else { return -1 }
        var number = 0
        var index = 1
        while index < name.count {
            let digit = Int(name.bytes[index]) - 48
            guard digit >= 0, digit <= 9 else { return -1 }
            number = number * 10 + digit
            index += 1
        }
        return number
    }

    /// Whether a term, a pattern or an expression, is the same whatever it is compared with and whatever the variables are; where
    /// they are `known`, they are like constants.
    @inline(never)
    mutating func isBound(_ term: Term, inPattern: Bool, known: Bool = false) -> Bool {
        var stack = WorkStack<UInt32>()
        defer { stack.release(&self) }
        var term = term
        while true {
            if term.isAtom {
                if !known && matchVariable(term) >= 0 || word(term, in: inPattern ? "_" : "$_ $$") >= 0 { return false }
            } else if term.isList {
                if !stack.push(term.tail.bits, &self) { return false }
                term = term.head
                continue
            } else if term.isTuple {
                var index = inPattern ? term.header.words : -1
                if index < 0 { return false }
                while index > 0 {
                    index -= 1
                    if !stack.push(term.element(index).bits, &self) { return false }
                }
            } else if term.isMap {
                return false
            }
            guard let next = stack.pop() else { return true }
            term = Term(bits: next)
        }
    }

    // MARK: Compiling

    /// Compiles a specification, for tables with their key in element `key`. False: it is none (`isWrong`), or the error is set
    /// (`isAborted`). Whatever the answer, the program is to be released. Others may run meanwhile.
    @inline(never)
    mutating func compile(_ specification: Term, key: Int, _ program: inout MatchProgram) -> Bool {
        let made = copyToBlock(specification, header: 1, spare: 0, list: 0)
        program.constants = made.block
        var rest = made.term
        if made.block == 0 {
            abort(&program)
        } else if !rest.isList {
            program.isWrong = true
        }
        while program.isGood, rest.isList {
            compileClause(rest.head, key: key, &program)
            rest = rest.tail
            if !work(100) { program.isAborted = true }
        }
        if program.isGood, !rest.isNil { program.isWrong = true }
        if program.isGood {
            // A clause's variables and operands are fewer than its words; of patterns there are two words for each level.
            program.work = allocate(bytes: program.code.count * 8)
            if program.work == 0 { abort(&program) }
        }
        return program.isGood
    }

    /// Frees what a program has.
    @inline(never)
    mutating func release(_ program: inout MatchProgram) {
        releaseTemporaries(&program)
        program.code.release(&self)
        program.pending.release(&self)
        program.variables.release(&self)
        program.jumps.release(&self)
        if program.work != 0 { free(program.work) }
        if program.constants != 0 {
            releaseBitstrings(list: program.constants)
            free(program.constants)
        }
    }

    /// There is no memory.
    @inline(never)
    mutating func abort(_ program: inout MatchProgram) {
        program.isAborted = true
        action = .outOfMemory
    }

    private mutating func compileClause(_ clause: Term, key: Int, _ program: inout MatchProgram) {
        program.isWrong =
            !clause.isTuple || clause.header.words != 3 || !clause.element(2).isList
            || !clause.element(1).isList && !clause.element(1).isNil
        if program.isWrong { return }
        let start = program.code.count
        while program.variables.pop() != nil {}
        let pattern = clause.element(0)
        let isKeyed = pattern.isTuple && pattern.header.words > key && isBound(pattern.element(key), inPattern: true)
        emit(0, &program)
        emit(0, &program)
        emit(isKeyed ? pattern.element(key).bits : Term.none.bits, &program)
        emit(0, &program)
        compile(pattern, as: .pattern, &program)
        emit(.end, 0, &program)
        var part = 1
        while part <= 2, program.isGood {
            program.code[start + 1] = UInt32(truncatingIfNeeded: program.variables.count)
            program.code[start + 3] = UInt32(truncatingIfNeeded: program.code.count)
            var rest = clause.element(part)
            while rest.isList, program.isGood {
                compile(rest.head, as: .expression, &program)
                rest = rest.tail
                emit(part == 1 ? .test : rest.isList ? .drop : .result, 0, &program)
            }
            if program.isGood, !rest.isNil { program.isWrong = true }
            part += 1
        }
        if program.isGood { program.code[start] = UInt32(truncatingIfNeeded: program.code.count) }
    }

    @inline(never)
    private mutating func emit(_ word: UInt32, _ program: inout MatchProgram) {
        if !program.code.push(word, &self) { abort(&program) }
    }

    @inline(never)
    private mutating func emit(
        _ instruction: MatchProgram.Instruction, _ operand: Int, _ program: inout MatchProgram
    ) {
        emit(UInt32(truncatingIfNeeded: operand) &<< 8 | UInt32(instruction.rawValue), &program)
    }

    @inline(never)
    private mutating func emit(
        _ instruction: MatchProgram.Instruction, constant term: Term, _ program: inout MatchProgram
    ) {
        emit(instruction, 0, &program)
        emit(term.bits, &program)
    }

    /// Puts something before all that is left to do.
    @inline(never)
    private mutating func plan(_ item: MatchProgram.Item, _ word: UInt32, _ program: inout MatchProgram) {
        if !program.pending.push(word, &self) || !program.pending.push(UInt32(item.rawValue), &self) { abort(&program) }
    }

    @inline(never)
    private mutating func plan(_ instruction: MatchProgram.Instruction, _ operand: Int, _ program: inout MatchProgram) {
        plan(.emit, UInt32(truncatingIfNeeded: operand) &<< 8 | UInt32(instruction.rawValue), &program)
    }

    /// Plans to compile the words of a boxed term from `first` on, in their order.
    @inline(never)
    private mutating func planWords(
        of term: Term, from first: Int, as item: MatchProgram.Item, _ program: inout MatchProgram
    ) {
        var index = term.header.words
        while index > first {
            index -= 1
            plan(item, term.boxedWord(index), &program)
        }
    }

    /// Plans to compile a list cell's head and its tail.
    private mutating func planCell(_ cell: Term, as item: MatchProgram.Item, _ program: inout MatchProgram) {
        plan(item, cell.tail.bits, &program)
        plan(item, cell.head.bits, &program)
    }

    /// Compiles a pattern or an expression.
    @inline(never)
    private mutating func compile(_ term: Term, as item: MatchProgram.Item, _ program: inout MatchProgram) {
        plan(item, term.bits, &program)
        while program.isGood, let item = program.pending.pop() {
            let word = program.pending.pop() ?? 0
            let term = Term(bits: word)
            switch unsafeBitCast(UInt8(truncatingIfNeeded: item), to: MatchProgram.Item.self) {
            case .pattern: compilePattern(term, &program)
            case .expression: compileExpression(term, &program)
            case .emit: emit(word, &program)
            case .link:
                if !program.jumps.push(UInt32(program.code.count), &self) { abort(&program) }
                emit(word, &program)
            case .patch: program.code[Int(program.jumps.pop() ?? 0)] |= UInt32(program.code.count) &<< 8
            }
        }
    }

    private mutating func compilePattern(_ term: Term, _ program: inout MatchProgram) {
        if term.isTuple {
            emit(.tuple, term.header.words, &program)
            return planWords(of: term, from: 0, as: .pattern, &program)
        }
        if term.isList {
            emit(.cell, 0, &program)
            return planCell(term, as: .pattern, &program)
        }
        if term.isMap {
            emit(.map, term.mapSize, &program)
            var walk = MapWalk(term)
            while walk.next() {
                if matchVariable(walk.key) >= 0 || word(walk.key, in: "_") == 0 { program.isWrong = true }
                plan(.pattern, walk.value.bits, &program)
                plan(.emit, walk.key.bits, &program)
                plan(.key, 0, &program)
            }
            return
        }
        if word(term, in: "_") == 0 { return emit(.any, 0, &program) }
        let number = matchVariable(term)
        if number < 0 { return emit(.constant, constant: term, &program) }
        let slot = slot(number, program)
        if slot >= 0 { return emit(.same, slot, &program) }
        emit(.bind, program.variables.count, &program)
        if !program.variables.push(UInt32(number), &self) { abort(&program) }
    }

    /// Where the value of a variable lies, or -1: it has not occurred.
    private mutating func slot(_ number: Int, _ program: borrowing MatchProgram) -> Int {
        var index = program.variables.count
        while index > 0 {
            index -= 1
            if program.variables[index] == UInt32(number) { return index }
        }
        return -1
    }

    @inline(never)
    private mutating func compileExpression(_ term: Term, _ program: inout MatchProgram) {
        if term.isTuple {
            let words = term.header.words
            if words == 1, term.element(0).isTuple {
                plan(.box, term.element(0).header.words, &program)
                return planWords(of: term.element(0), from: 0, as: .expression, &program)
            }
            if words == 0 || !term.element(0).isAtom {
                program.isWrong = true
                return
            }
            return compileCall(term, arity: words - 1, &program)
        }
        if term.isList, !isBound(term, inPattern: false) {
            plan(.pair, 0, &program)
            return planCell(term, as: .expression, &program)
        }
        if term.isMap {
            plan(.makeMap, 2 * term.mapSize, &program)
            var walk = MapWalk(term)
            while walk.next() {
                // The value comes out first, and the last association.
                plan(.expression, walk.key.bits, &program)
                plan(.expression, walk.value.bits, &program)
            }
            return
        }
        let number = matchVariable(term)
        if number >= 0 {
            let slot = slot(number, program)
            if slot < 0 { program.isWrong = true }
            return emit(.variable, slot, &program)
        }
        switch word(term, in: "$_ $$") {
        case 0: emit(.object, 0, &program)
        case 1: compileAllVariables(&program)
        default: emit(.push, constant: term, &program)
        }
    }

    /// `'$$'`: the list of all variables in the order of their numbers.
    private mutating func compileAllVariables(_ program: inout MatchProgram) {
        var last = -1
        let count = program.variables.count
        var index = 0
        while index < count {
            var best = -1
            var candidate = count
            while candidate > 0 {
                candidate -= 1
                let number = Int(program.variables[candidate])
                if number > last, best < 0 || number < Int(program.variables[best]) { best = candidate }
            }
            last = Int(program.variables[best])
            emit(.variable, best, &program)
            index += 1
        }
        emit(.push, constant: .nil, &program)
        while index > 0 {
            emit(.pair, 0, &program)
            index -= 1
        }
    }

    private mutating func compileCall(_ term: Term, arity: Int, _ program: inout MatchProgram) {
        let name = term.element(0)
        let form = word(name, in: "const and or andalso orelse")
        if form == 0 {
            program.isWrong = arity != 1
            if arity == 1 { emit(.push, constant: term.element(1), &program) }
            return
        }
        if form > 0 {
            program.isWrong = arity == 0
            if form > 2 { return planLinks(term, form == 3 ? .andAlso : .orElse, &program) }
            plan(form == 1 ? .and : .or, arity, &program)
        } else {
            let isPure = word(name, in: Machine.pureMatchFunctions) >= 0
            guard isPure || word(name, in: Machine.matchFunctions) >= 0, arity <= 3,
                let number = natives.number(atomText(.erlang), atomText(name), arity),
                arity == 3 || word(name, in: "is_record") < 0
            else {
                program.isWrong = true
                return
            }
            plan(.call, Int(number) << 8 | arity << 1 | (isPure ? 0 : 1), &program)
        }
        planWords(of: term, from: 1, as: .expression, &program)
    }

    /// `andalso` or `orelse`: a jump behind each argument but the last.
    private mutating func planLinks(
        _ term: Term, _ jump: MatchProgram.Instruction, _ program: inout MatchProgram
    ) {
        var index = term.header.words - 1
        var patches = 1
        while patches < index {
            plan(.patch, 0, &program)
            patches += 1
        }
        while index > 0 {
            plan(.expression, term.element(index).bits, &program)
            index -= 1
            if index > 0 { plan(.link, UInt32(jump.rawValue), &program) }
        }
    }
}
