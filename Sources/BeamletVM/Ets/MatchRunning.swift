// Running a compiled match specification against one object.
//
// The object lies in its table's block, outside any heap, and so do the program's constants: the collector must not meet pointers to
// them. So what is computed stays outside the heap as well: parts of the object are referred to where they lie, tuples and lists of a body are blocks of
// the arena until the object is done with, and only the result is copied to the heap, once, by whoever wants it. Arguments of native functions that
// allocate on the heap are copied there first; what they answer is taken off it again. (Copying each object to the heap
// first would need nothing of that, and cost a copy for each object that does not match.)
extension Machine {
    /// The X register from which on the functions that a program calls get their arguments. Those below are the caller's, and terms.
    static let matchArguments = 5

    /// Runs a program against the term at `root`. `none`: it does not match, or the program `isAborted`. The result is not on the heap,
    /// and stays until `releaseTemporaries`.
    @inline(never)
    mutating func run(_ program: inout MatchProgram, root: Address) -> Term {
        var next = 0
        while next < program.code.count {
            let clause = next
            next = Int(program.code[clause])
            let position = matchPattern(program, clause, root: root)
            if position == 0 { continue }
            let result = evaluate(&program, clause, from: position, root: root)
            if result.isSomething || program.isAborted { return result }
        }
        return .none
    }

    /// Where a clause goes on behind its pattern, whose variables are bound; 0: it does not match.
    private mutating func matchPattern(_ program: borrowing MatchProgram, _ clause: Int, root: Address) -> Int {
        let work = pointer(program.work)
        let bottom = Int(program.code[clause + 1])
        var position = clause + MatchProgram.clauseHeader
        // The term in place, how many there are from it on; on the stack the same of the levels above.
        var top = bottom
        var place = root
        var left: UInt32 = 1
        while true {
            let word = program.code[position]
            let operand = word &>> 8
            position += 1
            while left == 0, top > bottom {
                top -= 2
                place = work[top]
                left = work[top + 1]
            }
            var inner: Address = 0
            var count: UInt32 = 0
            switch unsafeBitCast(UInt8(truncatingIfNeeded: word), to: MatchProgram.Instruction.self) {
            case .any: break
            case .bind: work[Int(operand)] = loadWord(place)
            case .same:
                if !exactlyEqual(Term(bits: work[Int(operand)]), load(place)) { return 0 }
            case .constant:
                if !exactlyEqual(Term(bits: program.code[position]), load(place)) { return 0 }
                position += 1
            case .tuple:
                guard load(place).isTuple, load(place).header.words == Int(operand) else { return 0 }
                inner = load(place).boxedAddress &+ 4
                count = operand
            case .cell:
                guard load(place).isList else { return 0 }
                inner = load(place).listAddress
                count = 2
            case .map:
                // Its keys look for their values from here.
                guard load(place).isMap else { return 0 }
                inner = place
                count = operand
            case .key:
                let key = Term(bits: program.code[position])
                position += 1
                inner = findValue(key, in: load(place))
                if inner == 0 { return 0 }
                if left > 1 {
                    work[top] = place
                    work[top + 1] = left &- 1
                    top += 2
                }
                place = inner
                left = 1
                continue
            default: return position
            }
            left = left &- 1
            place = place &+ 4
            if count != 0 {
                if left != 0 {
                    work[top] = place
                    work[top + 1] = left
                    top += 2
                }
                place = inner
                left = count
            }
        }
    }

    /// The result of a clause whose pattern matches and ends before `start`; `none`: a guard is not true.
    private mutating func evaluate(
        _ program: inout MatchProgram, _ clause: Int, from start: Int, root: Address
    ) -> Term {
        let work = pointer(program.work)
        // The variables are below the operands.
        var top = Int(program.code[clause + 1])
        var position = start
        while true {
            let word = program.code[position]
            let operand = Int(word &>> 8)
            position += 1
            var value = load(root)
            switch unsafeBitCast(UInt8(truncatingIfNeeded: word), to: MatchProgram.Instruction.self) {
            case .push:
                value = Term(bits: program.code[position])
                position += 1
            case .variable: value = Term(bits: work[operand])
            case .object: break
            case .box:
                top -= operand
                value = makeTemporary(&program, work + top, operand, header: Header.tuple(operand).bits)
            case .makeMap:
                top -= operand
                value = makeMap(&program, work + top, operand)
            case .pair:
                top -= 2
                value = makeTemporary(&program, work + top, 2, header: 0)
            case .and, .or:
                let isAnd = word & 0xFF == UInt32(MatchProgram.Instruction.and.rawValue)
                value = Term(isAnd)
                var index = 0
                while index < operand {
                    top -= 1
                    index += 1
                    let argument = Term(bits: work[top])
                    if argument != .true && argument != .false { value = .none }
                    if argument == Term(!isAnd), value.isSomething { value = argument }
                }
            case .andAlso, .orElse:
                let goesOn = Term(word & 0xFF == UInt32(MatchProgram.Instruction.andAlso.rawValue))
                top -= 1
                value = Term(bits: work[top])
                if value == goesOn { continue }
                position = operand
                if value != .true && value != .false { value = .none }
            case .call:
                top -= (operand >> 1) & 7
                value = call(&program, operand, work + top)
            case .test:
                top -= 1
                if work[top] != Term.true.bits { return .none }
                continue
            case .drop:
                top -= 1
                continue
            default:
                return Term(bits: work[top - 1])
            }
            if value.isNone {
                // What fails in a guard makes it fail; in a body its value is this.
                if program.isAborted || position <= Int(program.code[clause + 3]) { return .none }
                value = .EXIT
            }
            work[top] = value.bits
            top += 1
        }
    }

    /// The map of so many values and keys, the last ones first: of equal keys that in front counts.
    private mutating func makeMap(
        _ program: inout MatchProgram, _ words: UnsafeMutablePointer<UInt32>, _ count: Int
    ) -> Term {
        var index = 0
        while index < count / 2 {
            let other = words[count - 1 - index]
            words[count - 1 - index] = words[index]
            words[index] = other
            index += 1
        }
        let pairs = makeTemporary(&program, words, count, header: Header.tuple(count).bits)
        if pairs.isNone { return .none }
        let slot = x &+ 12 &+ UInt32(Machine.matchArguments) &* 4
        var map = Term.none
        if let copy = copyMessage(pairs, to: current) {
            store(copy, slot)
            map = mapFromPairs(slot, live: Machine.matchArguments + 1, rejectingDuplicates: false)
        }
        if map.isNone {
            abort(&program)
            return .none
        }
        return keep(map, &program)
    }

    /// Calls a native function. `none`: it raised, or the program `isAborted`.
    mutating func call(
        _ program: inout MatchProgram, _ operand: Int, _ operands: UnsafeMutablePointer<UInt32>
    ) -> Term {
        let arity = (operand >> 1) & 7
        let allocates = operand & 1 != 0
        let base = x &+ 12 &+ UInt32(Machine.matchArguments) &* 4
        var index = 0
        while index < arity {
            var argument = Term(bits: operands[index])
            if allocates {
                guard let copy = copyMessage(argument, to: current) else {
                    abort(&program)
                    return .none
                }
                argument = copy
            }
            store(argument, base &+ UInt32(index) &* 4)
            index += 1
        }
        let before = live
        live = Machine.matchArguments + arity
        action = .raise(.error)
        let result = callBIF(base, UInt32(operand >> 8))
        live = before
        if result.isNone {
            failureCause = .none
            switch action {
            case .raise, .raisePair: break
            default: program.isAborted = true
            }
            return .none
        }
        return allocates ? keep(result, &program) : result
    }

    /// A copy of a term that stays where it is until the temporaries are released; `none` and `isAborted`: there is no memory.
    @inline(never)
    mutating func keep(_ term: Term, _ program: inout MatchProgram) -> Term {
        if !Evacuation.isPointer(term.bits) { return term }
        let made = copyToBlock(term, header: 2, spare: 0, list: 0)
        if made.block == 0 { abort(&program) } else { chain(made.block, &program) }
        return made.term
    }

    /// Makes a block one of a program's temporaries. Its second word is its list of shared bitstrings.
    mutating func chain(_ block: Address, _ program: inout MatchProgram) {
        storeWord(program.temporaries, block)
        program.temporaries = block
    }

    /// A boxed term, or a list cell where the header is 0, of words that may lie anywhere.
    private mutating func makeTemporary(
        _ program: inout MatchProgram, _ words: UnsafeMutablePointer<UInt32>, _ count: Int, header: UInt32
    ) -> Term {
        let block = allocate(bytes: (count + 3) * 4)
        if block == 0 {
            abort(&program)
            return .none
        }
        chain(block, &program)
        storeWord(0, block &+ 4)
        storeWord(header, block &+ 8)
        let content = header == 0 ? block &+ 8 : block &+ 12
        var index = 0
        while index < count {
            storeWord(words[index], content &+ UInt32(index) &* 4)
            index += 1
        }
        return header == 0 ? Term(list: content) : Term(boxed: block &+ 8)
    }

    /// Frees what was made for a result.
    @inline(never)
    mutating func releaseTemporaries(_ program: inout MatchProgram) {
        while program.temporaries != 0 {
            let block = program.temporaries
            program.temporaries = loadWord(block)
            releaseBitstrings(list: block &+ 4)
            free(block)
        }
    }
}
