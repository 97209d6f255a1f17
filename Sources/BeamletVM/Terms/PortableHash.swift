// The two hashes of terms that are the same on every machine and in every release: `erlang:phash2/1,2`, and the older
// `erlang:phash/2`. The functions are OTP's; their parts are Bob Jenkins's mixing of three words (Dr. Dobb's Journal, September
// 1997) and P. J. Weinberger's hash of names.
//
// Walks are iterative. Both are of 32 bits.

/// What a walk comes back to.
private struct HashStep {
    enum Kind: UInt8 {
        /// A term.
        case term
        /// The payload words from `index` on.
        case elements
        /// The associations of a flat map from `index` on.
        case associations
        /// The children of a trie's node from `index` on.
        case children
        /// An association is complete.
        case pairEnd
        /// A map is complete: the hash before it, and the combination of the map's around it.
        case mapEnd
        /// `phash`: the rest of a list, the end of a list's tail, the end of a tuple.
        case rest
        case tailEnd
        case tupleEnd
    }
    var kind: Kind
    var index: UInt32 = 0
    var term: Term
    var saved: UInt32 = 0
}

/// The state of `phash2`.
private struct JenkinsHash {
    var value: UInt32 = 0
    static let ratio: UInt32 = 0x9E37_79B9

    static func mix(_ a: inout UInt32, _ b: inout UInt32, _ c: inout UInt32) {
        var round: UInt32 = 0
        while round < 3 {
            let (first, second, third): (UInt32, UInt32, UInt32) =
                round == 0 ? (13, 8, 13) : round == 1 ? (12, 16, 5) : (3, 10, 15)
            a = (a &- b &- c) ^ c &>> first
            b = (b &- c &- a) ^ a &<< second
            c = (c &- a &- b) ^ b &>> third
            round += 1
        }
    }

    /// Adds a word; `number` tells what it is.
    @inline(__always)
    mutating func add(_ word: UInt32, _ number: UInt32) { add(word, 0, number) }

    /// Adds two words.
    @inline(never)
    mutating func add(_ first: UInt32, _ second: UInt32, _ number: UInt32) {
        var a = first &+ number &* Self.ratio
        var b = second &+ number &* Self.ratio
        Self.mix(&a, &b, &value)
    }

    /// Adds the whole bytes of a span.
    @inline(never)
    mutating func add(bytes span: BitSpan) {
        var a = Self.ratio
        var b = Self.ratio
        var c = 13 &* Self.ratio &+ value
        let count = span.byteCount
        var index = 0
        func word(_ first: Int, _ most: Int) -> UInt32 {
            var word: UInt32 = 0
            var place = min(most, 4)
            while place > 0 {
                place -= 1
                word = word &<< 8 | UInt32(span.byte(first + place))
            }
            return word
        }
        while count - index >= 12 {
            a = a &+ word(index, 4)
            b = b &+ word(index + 4, 4)
            c = c &+ word(index + 8, 4)
            Self.mix(&a, &b, &c)
            index += 12
        }
        let rest = count - index
        a = a &+ word(index, rest)
        b = b &+ word(index + 4, rest - 4)
        // The lowest byte of the third word is the length's.
        c = c &+ UInt32(truncatingIfNeeded: count) &+ word(index + 8, min(3, rest - 8)) &<< 8
        Self.mix(&a, &b, &c)
        value = c
    }
}

/// The state of `phash`.
private struct PrimeHash {
    var value: UInt32 = 0

    /// The multipliers of `phash`: primes, by the numbers that its definition gives them, of which 1 is the first.
    static func prime(_ number: Int) -> UInt32 {
        switch number {
        case 1: return 268_440_163
        case 2: return 268_439_161
        case 3: return 268_435_459
        case 4: return 268_436_141
        case 5: return 268_438_633
        case 6: return 268_437_017
        case 7: return 268_438_039
        case 8: return 268_437_511
        case 9: return 268_439_627
        case 10: return 268_440_479
        case 11: return 268_440_577
        case 12: return 268_440_581
        case 13: return 268_440_593
        default: return 268_440_611
        }
    }

    /// Adds a value with the multiplier of that number; zero only multiplies.
    @inline(never)
    mutating func add(_ value: UInt32, _ number: Int) { self.value = self.value &* Self.prime(number) &+ value }

    /// Adds the four bytes of a word, the lowest first.
    @inline(never)
    mutating func add(bytesOf word: UInt32, _ number: Int) {
        var shift: UInt32 = 0
        while shift < 32 {
            add(word &>> shift & 0xFF, number)
            shift += 8
        }
    }
}

extension Machine {
    /// The hash of an atom's text.
    private mutating func nameHash(_ atom: Term) -> UInt32 {
        let name = atomText(atom)
        var hash: UInt32 = 0
        var index = 0
        while index < name.count {
            var byte = UInt32(name.bytes[index])
            index += 1
            // Latin-1 characters count as one, as they once were.
            if byte & 0xFE == 0xC2, index < name.count, name.bytes[index] & 0xC0 == 0x80 {
                byte = (byte &<< 6 | UInt32(name.bytes[index]) & 0x3F) & 0xFF
                index += 1
            }
            hash = hash &<< 4 &+ byte
            let high = hash & 0xF000_0000
            hash = (hash ^ high &>> 24) ^ high
        }
        return hash
    }

    /// What a pid, port or reference adds: the number that it is printed with.
    private mutating func identifierHash(_ term: Term) -> UInt32 {
        if term.isLocalPid { return term.payload & (1 &<< Machine.slotBits &- 1) }
        if term.isLocalPort { return term.payload }
        return term.boxedWord(term.header.kind == .externalReference ? 2 : 1)
    }

    /// Out of line: there are many places that push a step.
    @inline(never)
    private mutating func push(_ step: HashStep, _ stack: inout WorkStack<HashStep>) -> Bool { stack.push(step, &self) }

    /// The hash of `phash2` before its range is applied; nil: there is no memory for the walk's stack.
    @inline(never)
    mutating func portableHash(_ term: Term) -> UInt32? {
        var stack = WorkStack<HashStep>()
        defer { stack.release(&self) }
        var hash = JenkinsHash()
        var pairs: UInt32 = 0
        var step = HashStep(kind: .term, term: term)
        var steps: UInt32 = 0
        while true {
            self.step(&steps, 120)
            var isFull = false
            switch step.kind {
            case .elements:
                let element = step.term.boxedTerm(Int(step.index))
                step.index += 1
                if Int(step.index) < step.term.header.words { isFull = !push(step, &stack) }
                step = HashStep(kind: .term, term: element)
            case .associations:
                let index = step.index
                let map = step.term
                step.index += 1
                if Int(step.index) < map.mapSize { isFull = !push(step, &stack) }
                isFull = isFull || !push(HashStep(kind: .pairEnd, term: .nil), &stack)
                isFull = isFull || !push(HashStep(kind: .term, term: load(map.flatValues &+ index &* 4)), &stack)
                step = HashStep(kind: .term, term: load(map.flatKeys &+ index &* 4))
            case .children:
                let child = step.term.boxedTerm(Int(step.index))
                step.index += 1
                if Int(step.index) < step.term.header.words { isFull = !push(step, &stack) }
                if child.isList {
                    isFull = isFull || !push(HashStep(kind: .pairEnd, term: .nil), &stack)
                    isFull = isFull || !push(HashStep(kind: .term, term: child.tail), &stack)
                    step = HashStep(kind: .term, term: child.head)
                } else {
                    step = HashStep(kind: .children, index: 1, term: child)
                    continue
                }
            case .pairEnd:
                pairs ^= hash.value
                hash.value = 0
            case .mapEnd:
                hash.value = step.saved
                hash.add(pairs, 19)
                pairs = step.index
            default: break
            }
            if isFull { return nil }
            if step.kind == .term {
                if step.term.isMap {
                    let size = step.term.mapSize
                    hash.add(UInt32(size), 16)
                    if size > 0 {
                        guard
                            push(HashStep(kind: .mapEnd, index: pairs, term: .nil, saved: hash.value), &stack)
                        else { return nil }
                        hash.value = 0
                        pairs = 0
                        let isFlat = step.term.header.kind == .flatMap
                        step = HashStep(
                            kind: isFlat ? .associations : .children, index: isFlat ? 0 : 2, term: step.term)
                        continue
                    }
                } else if step.term.isList {
                    var cell = step.term
                    hashString(&cell, &hash)
                    // What is left begins with something else than a byte, or is the tail.
                    if cell.isList {
                        guard push(HashStep(kind: .term, term: cell.tail), &stack) else { return nil }
                        cell = cell.head
                    }
                    step.term = cell
                    continue
                } else if let first = hashSimple(step.term, &hash) {
                    step = HashStep(kind: .elements, index: first, term: step.term)
                    continue
                }
            }
            guard let next = stack.pop() else { return hash.value }
            step = next
        }
    }

    /// Adds the bytes at the beginning of a list, four to a word; leaves in `list` what follows them.
    private mutating func hashString(_ list: inout Term, _ hash: inout JenkinsHash) {
        var word: UInt32 = 0
        var count = 0
        while list.isList, list.head.bits & ~0x3FC == 0 {
            word = word &<< 8 &+ list.head.bits &>> 2
            count += 1
            if count == 4 {
                hash.add(word, 4)
                count = 0
                word = 0
            }
            list = list.tail
        }
        if count > 0 { hash.add(word, 4) }
    }

    /// Adds a term that is no list and no map. Answers the first payload word of those that are to be added after it.
    private mutating func hashSimple(_ term: Term, _ hash: inout JenkinsHash) -> UInt32? {
        if term.isSmall {
            let value = Int32(truncatingIfNeeded: term.smallValue)
            if value >= 1 &<< 27 || value < -(1 &<< 27) {
                hash.add(value.magnitude, value < 0 ? 10 : 11)
            } else {
                if value < 0 { hash.add(value.magnitude, 1) }
                hash.add(UInt32(bitPattern: value), 1)
            }
        } else if term.isAtom {
            let name = nameHash(term)
            if hash.value == 0 { hash.value = name } else { hash.add(name, 3) }
        } else if term.isNil {
            if hash.value == 0 { hash.value = 3_468_870_702 } else { hash.add(2, 2) }
        } else if term.isPid {
            hash.add(identifierHash(term), 5)
        } else if term.isPort {
            hash.add(identifierHash(term), 6)
        } else if term.isReference {
            hash.add(identifierHash(term), 7)
        } else if term.isBitstring {
            let span = term.bitSpan
            let rest = span.length & 7
            if span.length == 0 {
                hash.value = hash.value &+ 13 &* JenkinsHash.ratio
            } else {
                hash.add(bytes: span)
                if rest != 0 { hash.add(UInt32(rest), span.bits(at: span.length - rest, count: rest), 15) }
            }
        } else {
            let header = term.header
            switch header.kind {
            case .tuple:
                hash.add(UInt32(header.words), 9)
                return header.words == 0 ? nil : 0
            case .float:
                let isZero = term.doubleValue == 0
                hash.add(isZero ? 0 : term.boxedWord(1), isZero ? 0 : term.boxedWord(0), 12)
            case .positiveBignum, .negativeBignum:
                var index = 0
                while index < header.words {
                    let high = index + 1 < header.words ? term.boxedWord(index + 1) : 0
                    hash.add(term.boxedWord(index), high, header.kind == .negativeBignum ? 10 : 11)
                    index += 2
                }
            case .exportFun:
                hash.add(UInt32(term.boxedTerm(2).smallValue), nameHash(term.boxedTerm(0)), 1)
                hash.add(nameHash(term.boxedTerm(1)), 14)
            case .fun:
                let entry = UnsafePointer<FunRecord>(bitPattern: UInt(term.boxedWord(0))).unsafelyUnwrapped
                hash.add(UInt32(header.words - 1), nameHash(Term(bits: entry.pointee.module)), 1)
                hash.add(UInt32(entry.pointee.index), entry.pointee.uniq, 1)
                return header.words == 1 ? nil : 1
            default: break
            }
        }
        return nil
    }

    // MARK: phash

    /// The hash of `phash` before its range is applied; nil: there is no memory for the walk's stack.
    @inline(never)
    mutating func oldPortableHash(_ term: Term) -> UInt32? {
        var stack = WorkStack<HashStep>()
        defer { stack.release(&self) }
        var hash = PrimeHash()
        var step = HashStep(kind: .term, term: term)
        while true {
            switch step.kind {
            case .elements:
                let element = step.term.boxedTerm(Int(step.index))
                step.index += 1
                if Int(step.index) < step.term.header.words {
                    guard push(step, &stack) else { return nil }
                }
                step = HashStep(kind: .term, term: element)
                continue
            case .tupleEnd: hash.add(step.index, 9)
            case .tailEnd: hash.add(0, 8)
            case .rest where !step.term.isList:
                guard push(HashStep(kind: .tailEnd, term: .nil), &stack) else { return nil }
                step.kind = .term
                continue
            default:
                let term = step.term
                if term.isList {
                    var cell = term
                    while cell.isList, cell.head.bits & ~0x3FC == 0 {
                        hash.add(cell.head.bits &>> 2, 2)
                        cell = cell.tail
                    }
                    let next =
                        cell.isList
                        ? HashStep(kind: .rest, term: cell.tail) : HashStep(kind: .tailEnd, term: .nil)
                    guard push(next, &stack) else { return nil }
                    step = HashStep(kind: .term, term: cell.isList ? cell.head : cell)
                    continue
                }
                if term.isSmall {
                    hash.add(bytesOf: UInt32(truncatingIfNeeded: term.smallValue.magnitude), 2)
                    hash.add(0, term.smallValue < 0 ? 4 : 3)
                } else if term.isNil {
                    hash.add(1, 3)
                } else if term.isAtom {
                    hash.add(nameHash(term), 1)
                } else if term.isPid {
                    hash.add(bytesOf: identifierHash(term), 5)
                    hash.add(0, 6)
                } else if term.isPort || term.isReference {
                    hash.add(bytesOf: identifierHash(term), 9)
                    hash.add(0, 10)
                } else if term.isMap {
                    guard let map = portableHash(term) else { return nil }
                    hash.add(PrimeHash.prime(14) &+ map, 13)
                } else if term.isBitstring {
                    let span = term.bitSpan
                    var index = 0
                    while index < span.byteCount {
                        hash.add(UInt32(span.byte(index)), 1)
                        index += 1
                    }
                    let rest = span.length & 7
                    if rest != 0 {
                        hash.add(span.bits(at: span.length - rest, count: rest), 1)
                        hash.add(UInt32(rest), 12)
                    }
                    hash.add(UInt32(span.byteCount), 4)
                } else {
                    let header = term.header
                    switch header.kind {
                    case .tuple:
                        guard push(HashStep(kind: .tupleEnd, index: UInt32(header.words), term: .nil), &stack)
                        else { return nil }
                        if header.words > 0 {
                            step = HashStep(kind: .elements, term: term)
                            continue
                        }
                    case .float:
                        hash.add(term.doubleValue == 0 ? 0 : term.boxedWord(0) ^ term.boxedWord(1), 6)
                    case .positiveBignum, .negativeBignum:
                        // In words of 64 bits, of which the last counts half where its upper half is zero.
                        var index = 0
                        while index < header.words {
                            hash.add(bytesOf: term.boxedWord(index), 2)
                            index += 1
                        }
                        hash.add(0, header.kind == .negativeBignum ? 4 : 3)
                    case .exportFun:
                        hash.add(UInt32(term.boxedTerm(2).smallValue), 11)
                        hash.add(nameHash(term.boxedTerm(0)), 1)
                        hash.add(nameHash(term.boxedTerm(1)), 1)
                    case .fun:
                        let entry = UnsafePointer<FunRecord>(bitPattern: UInt(term.boxedWord(0))).unsafelyUnwrapped
                        hash.add(UInt32(header.words - 1), 10)
                        hash.add(nameHash(Term(bits: entry.pointee.module)), 1)
                        hash.add(UInt32(entry.pointee.index), 2)
                        hash.add(entry.pointee.uniq, 2)
                        if header.words > 1 {
                            step = HashStep(kind: .elements, index: 1, term: term)
                            continue
                        }
                    default: break
                    }
                }
            }
            guard let next = stack.pop() else { return hash.value }
            step = next
        }
    }
}
