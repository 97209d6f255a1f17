// Match specifications, compiled.
//
// Considered: walking the specification itself for each object, and compiling it first. It has to be walked once in any case, to
// refuse what is wrong in it; compiling is that walk. What comes out is a row of words for each clause: the pattern in the order in which its
// parts are met, then the guards and the body in postfix order. It runs in one loop without recursion, whatever the depth of a term, finds functions
// by number, and treats constants as what they are.
//
// A clause begins with four words: where the next clause begins, how many variables there are, the key if the pattern has it as a
// constant, else `none`, and where the body begins. Then instructions, the operand in the bits above the lowest eight. All constants lie in a copy of the
// specification that is the program's own, so that no collection moves them.
struct MatchProgram {
    /// The clauses.
    var code = WorkStack<UInt32>()
    /// The block that holds the copy of the specification.
    var constants: Address = 0
    /// The block of variables and operands while it runs.
    var work: Address = 0
    /// Terms that were made on the way: blocks, with the next one's address and a list of shared bitstrings at their beginning.
    var temporaries: Address = 0
    /// What is wrong with the specification, and the term that is wrong.
    var problem = Problem.none
    var culprit = Term.nil
    /// The machine's `action` says why it cannot go on.
    var isAborted = false

    /// While it is compiled: what is left to do, the variables of the clause, and the jumps without a target.
    var pending = WorkStack<Item>()
    var variables = WorkStack<UInt32>()
    var jumps = WorkStack<UInt32>()

    /// Something to be compiled.
    struct Item {
        let kind: Kind
        let word: UInt32
        /// `link`: an instruction that jumps; `patch`: the last such one without a target jumps here.
        enum Kind { case pattern, expression, association, emit, link, patch }
    }

    /// What is wrong with a specification, in the order of `Machine.matchProblems`.
    enum Problem: UInt8 {
        case none, notList, improper, noClause, noExpressions, improperExpressions, noBody, unbound, noFunction, dialect
        case noArguments, constant, noCall, variableKey, underscoreKey
    }

    /// Instructions.
    enum Instruction: UInt8 {
        /// Patterns: each looks at the term in place, and goes on to the next.
        case any, bind, same, constant, tuple, cell, map, key, end
        /// Expressions: operands come from a stack, and the result goes there. `box`: the header follows.
        case push, variable, object, box, pair, and, or
        /// Jumps to the operand unless the value so far is `true` (`false`), which stays if it is the other one.
        case andAlso, orElse
        /// A native function: its number in the highest 16 bits, arity in four, below them 1 if it may collect.
        case call
        /// Ends a guard; ends an expression of the body that is not the last; ends the clause.
        case test, drop, result
    }

    static let clauseHeader = 4
}

extension Machine {
    /// The functions that guards and bodies may call, as OTP 29. Those in the second text may make new terms on the heap.
    private static let pureMatchFunctions: StaticString = """
        == /= =:= =/= < > =< >= is_atom is_binary is_bitstring is_boolean is_float is_function is_integer is_list is_map \
        is_map_key is_number is_pid is_port is_record is_reference is_tuple element hd tl length size tuple_size map_size \
        map_get byte_size bit_size not xor min max node self
        """
    private static let matchFunctions: StaticString = """
        + - * / div rem band bor bxor bsl bsr bnot abs binary_part ceil float floor round trunc
        """
    /// Other words that begin a call, the last of which are for tracing.
    private static let matchForms: StaticString = """
        const and or andalso orelse caller caller_line current_stacktrace disable_trace display enable_trace \
        exception_trace get_seq_token get_tcw is_seq_trace message process_dump return_trace set_seq_token set_tcw silent trace
        """

    /// The number of a variable such as `'$12'`, or -1.
    mutating func matchVariable(_ term: Term) -> Int {
        guard term.isAtom else { return -1 }
        let name = atomText(term)
        guard name.count >= 2, name.count <= 9, name.bytes[0] == UInt8(ascii: "$") else { return -1 }
        if name.bytes[1] == UInt8(ascii: "0"), name.count > 2 { return -1 }
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

    /// Whether a term is the same whatever the variables are. In a pattern, tuples are so too if their elements are; in an expression a
    /// tuple is a call.
    private mutating func isBound(_ term: Term, inPattern: Bool) -> Bool {
        var stack = WorkStack<UInt32>()
        defer { stack.release(&self) }
        var term = term
        while true {
            if term.isAtom {
                if matchVariable(term) >= 0 || word(term, in: inPattern ? "_" : "$_ $$") >= 0 { return false }
            } else if term.isList {
                if !stack.push(term.tail.bits, &self) { return false }
                term = term.head
                continue
            } else if term.isTuple {
                if !inPattern { return false }
                var index = 0
                while index < term.header.words {
                    if !stack.push(term.element(index).bits, &self) { return false }
                    index += 1
                }
            } else if term.isMap {
                return false
            }
            guard let next = stack.pop() else { return true }
            term = Term(bits: next)
        }
    }

    // MARK: Compiling

    /// Compiles a specification, for tables with their key in element `key`. False: `problem` says what is wrong with it; or
    /// the error is set, and the program `isAborted`. Whatever the answer, the program is to be released.
    @inline(never)
    mutating func compile(_ specification: Term, key: Int, _ program: inout MatchProgram) -> Bool {
        let made = copyToBlock(specification, header: 1, spare: 0, list: 0)
        program.constants = made.block
        if made.block == 0 { return abort(&program) }
        var rest = made.term
        if !rest.isList { return wrong(.notList, &program) }
        while rest.isList {
            if !compileClause(rest.head, key: key, &program) { return false }
            rest = rest.tail
        }
        if !rest.isNil { return wrong(.improper, &program) }
        // A clause's variables and operands are fewer than its words; of patterns there are two words for each level.
        program.work = allocate(bytes: program.code.count * 8)
        return program.work != 0 || abort(&program)
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
    private mutating func abort(_ program: inout MatchProgram) -> Bool {
        program.isAborted = true
        _ = failOutOfMemory()
        return false
    }

    private mutating func wrong(
        _ problem: MatchProgram.Problem, _ program: inout MatchProgram, _ culprit: Term = .nil
    ) -> Bool {
        program.problem = problem
        program.culprit = culprit
        return false
    }

    private mutating func compileClause(_ clause: Term, key: Int, _ program: inout MatchProgram) -> Bool {
        guard clause.isTuple, clause.header.words == 3 else { return wrong(.noClause, &program) }
        let start = program.code.count
        while program.variables.pop() != nil {}
        let pattern = clause.element(0)
        let isKeyed = pattern.isTuple && pattern.header.words > key && isBound(pattern.element(key), inPattern: true)
        guard emit(0, &program), emit(0, &program),
            emit(isKeyed ? pattern.element(key).bits : Term.none.bits, &program), emit(0, &program),
            compile(pattern, as: .pattern, &program), emit(.end, 0, &program)
        else { return false }
        program.code[start + 1] = UInt32(truncatingIfNeeded: program.variables.count)
        guard clause.element(1).isNil || clause.element(1).isList else { return wrong(.noExpressions, &program) }
        guard clause.element(2).isList else { return wrong(.noBody, &program) }
        var part = 1
        while part <= 2 {
            program.code[start + 3] = UInt32(truncatingIfNeeded: program.code.count)
            var rest = clause.element(part)
            while rest.isList {
                let next = rest.tail
                guard compile(rest.head, as: .expression, &program),
                    emit(part == 1 ? .test : next.isList ? .drop : .result, 0, &program)
                else { return false }
                rest = next
            }
            if !rest.isNil { return wrong(.improperExpressions, &program) }
            part += 1
        }
        program.code[start] = UInt32(truncatingIfNeeded: program.code.count)
        return true
    }

    private mutating func emit(_ word: UInt32, _ program: inout MatchProgram) -> Bool {
        program.code.push(word, &self) || abort(&program)
    }

    private mutating func emit(
        _ instruction: MatchProgram.Instruction, _ operand: Int, _ program: inout MatchProgram
    ) -> Bool {
        emit(UInt32(truncatingIfNeeded: operand) &<< 8 | UInt32(instruction.rawValue), &program)
    }

    private mutating func emit(
        _ instruction: MatchProgram.Instruction, constant term: Term, _ program: inout MatchProgram
    ) -> Bool {
        emit(instruction, 0, &program) && emit(term.bits, &program)
    }

    /// Puts something before all that is left to do.
    private mutating func plan(_ kind: MatchProgram.Item.Kind, _ word: UInt32, _ program: inout MatchProgram) -> Bool {
        program.pending.push(MatchProgram.Item(kind: kind, word: word), &self) || abort(&program)
    }

    private mutating func plan(
        _ instruction: MatchProgram.Instruction, _ operand: Int, _ program: inout MatchProgram
    ) -> Bool {
        plan(.emit, UInt32(truncatingIfNeeded: operand) &<< 8 | UInt32(instruction.rawValue), &program)
    }

    /// Plans to compile the words of a boxed term from `first` on, in their order.
    private mutating func planWords(
        of term: Term, from first: Int, as kind: MatchProgram.Item.Kind, _ program: inout MatchProgram
    ) -> Bool {
        var index = term.header.words
        while index > first {
            index -= 1
            if !plan(kind, term.boxedWord(index), &program) { return false }
        }
        return true
    }

    /// Compiles a pattern or an expression.
    private mutating func compile(
        _ term: Term, as kind: MatchProgram.Item.Kind, _ program: inout MatchProgram
    ) -> Bool {
        if !plan(kind, term.bits, &program) { return false }
        while let item = program.pending.pop() {
            let term = Term(bits: item.word)
            let isDone: Bool
            switch item.kind {
            case .pattern: isDone = compilePattern(term, &program)
            case .expression: isDone = compileExpression(term, &program)
            case .association:
                // A large map's child: a node, or a cell whose head is the key.
                isDone =
                    !term.isList
                    ? compileExpression(term, &program)
                    : emit(.push, constant: term.head, &program) && plan(.pair, 0, &program)
                        && plan(.expression, term.tail.bits, &program)
            case .emit: isDone = emit(item.word, &program)
            case .link:
                isDone = program.jumps.push(UInt32(program.code.count), &self) || abort(&program)
                if isDone, !emit(item.word, &program) { return false }
            case .patch:
                program.code[Int(program.jumps.pop() ?? 0)] |= UInt32(program.code.count) &<< 8
                isDone = true
            }
            if !isDone { return false }
        }
        return true
    }

    private mutating func compilePattern(_ term: Term, _ program: inout MatchProgram) -> Bool {
        if term.isAtom {
            if word(term, in: "_") == 0 { return emit(.any, 0, &program) }
            let number = matchVariable(term)
            if number >= 0 {
                let slot = slot(number, program)
                if slot >= 0 { return emit(.same, slot, &program) }
                return emit(.bind, program.variables.count, &program)
                    && (program.variables.push(UInt32(number), &self) || abort(&program))
            }
        } else if term.isTuple {
            return emit(.tuple, term.header.words, &program) && planWords(of: term, from: 0, as: .pattern, &program)
        } else if term.isList {
            return emit(.cell, 0, &program) && plan(.pattern, term.tail.bits, &program)
                && plan(.pattern, term.head.bits, &program)
        } else if term.isMap {
            var walk = MapWalk(term)
            while walk.next() {
                if matchVariable(walk.key) >= 0 { return wrong(.variableKey, &program) }
                if word(walk.key, in: "_") == 0 { return wrong(.underscoreKey, &program) }
                guard plan(.pattern, walk.value.bits, &program), plan(.emit, walk.key.bits, &program),
                    plan(.key, 0, &program)
                else { return false }
            }
            return emit(.map, term.mapSize, &program)
        }
        return emit(.constant, constant: term, &program)
    }

    /// Where the value of a variable lies, or -1: it has not occurred.
    private mutating func slot(_ number: Int, _ program: MatchProgram) -> Int {
        var index = program.variables.count
        repeat { index -= 1 } while index >= 0 && program.variables[index] != UInt32(number)
        return index
    }

    private mutating func compileExpression(_ term: Term, _ program: inout MatchProgram) -> Bool {
        if term.isAtom {
            let number = matchVariable(term)
            if number >= 0 {
                let slot = slot(number, program)
                return slot < 0 ? wrong(.unbound, &program, term) : emit(.variable, slot, &program)
            }
            switch word(term, in: "$_ $$") {
            case 0: return emit(.object, 0, &program)
            case 1: return compileAllVariables(&program)
            default: break
            }
        } else if term.isTuple {
            let words = term.header.words
            if words == 1, term.element(0).isTuple {
                return compileBox(term.element(0), as: .expression, &program)
            }
            if words == 0 || !term.element(0).isAtom { return wrong(.noCall, &program, term) }
            return compileCall(term, arity: words - 1, &program)
        } else if term.isList {
            if !isBound(term, inPattern: false) {
                return plan(.pair, 0, &program) && plan(.expression, term.tail.bits, &program)
                    && plan(.expression, term.head.bits, &program)
            }
        } else if term.isBoxed(.flatMap) || term.isBoxed && term.header.isTrie {
            return compileBox(term, as: .association, &program)
        }
        return emit(.push, constant: term, &program)
    }

    /// A boxed term whose words are expressions; of a small map the first, its keys, is as it is.
    private mutating func compileBox(
        _ term: Term, as kind: MatchProgram.Item.Kind, _ program: inout MatchProgram
    ) -> Bool {
        let isFlatMap = term.isBoxed(.flatMap)
        guard plan(.emit, term.header.bits, &program), plan(.box, term.header.words, &program),
            planWords(of: term, from: isFlatMap ? 1 : 0, as: isFlatMap ? .expression : kind, &program)
        else { return false }
        return !isFlatMap || emit(.push, constant: term.boxedTerm(0), &program)
    }

    /// `'$$'`: the list of all variables in the order of their numbers.
    private mutating func compileAllVariables(_ program: inout MatchProgram) -> Bool {
        var last = -1
        let count = program.variables.count
        var index = 0
        while index < count {
            var best = -1
            var candidate = 0
            while candidate < count {
                let number = Int(program.variables[candidate])
                if number > last, best < 0 || number < Int(program.variables[best]) { best = candidate }
                candidate += 1
            }
            last = Int(program.variables[best])
            if !emit(.variable, best, &program) { return false }
            index += 1
        }
        if !emit(.push, constant: .nil, &program) { return false }
        while index > 0 {
            if !emit(.pair, 0, &program) { return false }
            index -= 1
        }
        return true
    }

    private mutating func compileCall(_ term: Term, arity: Int, _ program: inout MatchProgram) -> Bool {
        let name = term.element(0)
        switch word(name, in: Machine.matchForms) {
        case -1: break
        case 0:
            return arity == 1
                ? emit(.push, constant: term.element(1), &program) : wrong(.constant, &program, term)
        case let form where form <= 4:
            if arity == 0 { return wrong(.noArguments, &program, term) }
            if form <= 2 {
                return plan(form == 1 ? .and : .or, arity, &program)
                    && planWords(of: term, from: 1, as: .expression, &program)
            }
            return planLinks(term, form == 3 ? .andAlso : .orElse, &program)
        default: return wrong(.dialect, &program, term)
        }
        let isPure = word(name, in: Machine.pureMatchFunctions) >= 0
        guard isPure || word(name, in: Machine.matchFunctions) >= 0, arity <= 3,
            let number = natives.number(atomText(.erlang), atomText(name), arity),
            arity == 3 || word(name, in: "is_record") < 0
        else { return wrong(.noFunction, &program, term) }
        return plan(.call, Int(number) << 8 | arity << 1 | (isPure ? 0 : 1), &program)
            && planWords(of: term, from: 1, as: .expression, &program)
    }

    /// `andalso` or `orelse`: a jump behind each argument but the last.
    private mutating func planLinks(
        _ term: Term, _ jump: MatchProgram.Instruction, _ program: inout MatchProgram
    ) -> Bool {
        var index = term.header.words - 1
        var patches = 1
        while patches < index {
            if !plan(.patch, 0, &program) { return false }
            patches += 1
        }
        while index > 0 {
            if !plan(.expression, term.element(index).bits, &program) { return false }
            index -= 1
            if index > 0, !plan(.link, UInt32(jump.rawValue), &program) { return false }
        }
        return true
    }
}
