// The external term format to terms on a process's heap.
//
// The bytes are gone through twice by the same function: first to check them and to count the words that the term takes, then to
// write it. In between there is one allocation, so that nothing is collected while parts of the term are unfinished. A claim of
// the data is believed only as far as there are bytes for it: an element takes one at least.
//
// Maps are the exception: how many words a trie takes is known only when its keys are there. If what was put aside is not enough,
// the term is dropped and written again with more.

/// The state of a walk through the bytes.
struct ExternalDecoder {
    /// The bytes, and how far they have been read.
    let base: Address
    var position = 0
    let end: Int
    /// Where the next object goes; 0: it is only counted.
    var top: Address = 0
    /// Words so far, without those of tries.
    var words = 0
    /// Associations of large maps.
    var associations = 0
    /// Whether only atoms and functions are allowed that exist.
    let isSafe: Bool
    /// The bytes are not what they should be.
    var isBad = false
    /// The bitstring that the bytes lie in and where they begin in it, in bits: large parts refer to it.
    var holder = Term.none
    var holderStart = 0

    init(base: Address, end: Int, isSafe: Bool) {
        self.base = base
        self.end = end
        self.isSafe = isSafe
    }

    /// Whether nothing is written yet.
    var isSizing: Bool { top == 0 }
    var remaining: Int { end &- position }
    /// The address of the next byte.
    var place: Address { base &+ UInt32(truncatingIfNeeded: position) }

    @inline(__always)
    mutating func u8() -> UInt32 { Self.read(1, &self) }

    @inline(__always)
    mutating func u16() -> UInt32 { Self.read(2, &self) }

    @inline(__always)
    mutating func u32() -> UInt32 { Self.read(4, &self) }

    /// The number in the next bytes; zeros stand for those that are not there. A function and no method: a method's value lies
    /// where the machine's methods have the machine.
    @inline(never)
    private static func read(_ count: Int, _ decoder: inout ExternalDecoder) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<count {
            value = value &<< 8
            if decoder.position < decoder.end {
                value |= Bits.byte(decoder.place)
                decoder.position &+= 1
            } else {
                decoder.isBad = true
            }
        }
        return value
    }

    /// A number of things that take so many bytes each at least; 0 if there are not as many bytes.
    mutating func count(_ value: UInt32, bytes: Int = 1) -> Int {
        // Negative on a chip: 32 bits there.
        let value = Int(truncatingIfNeeded: value)
        if value >= 0, value <= remaining / bytes { return value }
        isBad = true
        return 0
    }

    /// Steps over bytes that `count` has found to be there.
    mutating func skip(_ count: Int) { position &+= count }

    /// Takes words of the heap; the address of the first, or 0.
    @inline(__always)
    mutating func reserve(_ count: Int) -> Address { Self.reserve(count, &self) }

    @inline(never)
    private static func reserve(_ count: Int, _ decoder: inout ExternalDecoder) -> Address {
        decoder.words &+= count
        if decoder.isSizing { return 0 }
        let place = decoder.top
        decoder.top = place &+ UInt32(truncatingIfNeeded: count) &* 4
        return place
    }
}

/// Something whose elements are still to be read.
struct ExternalOpen {
    /// Where the next element goes, how far apart they are, and how many there are.
    var place: Address = 0
    var stride: UInt32 = 4
    var remaining: UInt32 = 0
    /// Where a list's tail goes behind its elements; or where a map's pairs are that become a map, with bit 0 set; or 0.
    var last: Address = 0
}

extension Machine {
    /// How a decoding went that has come to its end.
    private enum Decoded { case done, bad, lacksRoom, failed }

    /// The term in `bytes` bytes at the start of the binary in the X slot at `slot`, behind the version number; keeps `live` X
    /// registers, of which the slot is one. `badarg` for other bytes; `position` is where the term ends. May collect.
    mutating func decode(_ slot: Address, from start: Int, isSafe: Bool, position: inout Int, live: Int) -> Term {
        let source = load(slot).bitSpan
        var sizing = ExternalDecoder(base: source.address, end: source.byteCount, isSafe: isSafe)
        sizing.position = start
        var pending = 1
        var steps: UInt32 = 0
        while pending > 0, !sizing.isBad {
            step(&steps, 150)
            var open = ExternalOpen()
            _ = decodeStart(&sizing, &open)
            pending &+= Int(open.remaining) &- 1
            if open.last & 3 == 2 { pending &+= 1 }
        }
        if sizing.isBad { return fail(.badarg) }
        position = sizing.position
        // Tries take about two words for an association, thirteen at most.
        var factor = 2
        while true {
            guard ensure(sizing.words &+ sizing.associations &* factor, live: live) else { return failOutOfMemory() }
            let bytes = load(slot)
            var decoder = ExternalDecoder(base: bytes.bitSpan.address, end: position, isSafe: isSafe)
            decoder.position = start
            decoder.holder = bytes.isBoxed(.subBitstring) ? bytes.boxedTerm(0) : bytes
            decoder.holderStart = bytes.isBoxed(.subBitstring) ? bytes.boxedTerm(1).smallValue : 0
            let top = process(current).pointee.heapTop
            decoder.top = top
            let root = x &+ UInt32(truncatingIfNeeded: live &+ 3) &* 4
            switch build(&decoder, root) {
            case .done:
                process(current).pointee.heapTop = decoder.top
                return load(root)
            case .bad:
                process(current).pointee.heapTop = top
                return fail(.badarg)
            case .lacksRoom where factor < 16:
                process(current).pointee.heapTop = top
                factor &*= 2
            case .lacksRoom:
                process(current).pointee.heapTop = top
                return failOutOfMemory()
            case .failed:
                process(current).pointee.heapTop = top
                return .none
            }
        }
    }

    /// Writes the term, to which the word at `root` then points. Nothing is collected.
    private mutating func build(_ decoder: inout ExternalDecoder, _ root: Address) -> Decoded {
        var stack = WorkStack<ExternalOpen>()
        defer { stack.release(&self) }
        var current = ExternalOpen()
        var place = root
        var steps: UInt32 = 0
        while true {
            step(&steps, 150)
            var open = ExternalOpen()
            let term = decodeStart(&decoder, &open)
            if decoder.isBad { return .bad }
            if term.isNone { return .failed }
            store(term, place)
            if open.remaining != 0 || open.last != 0 {
                if current.remaining != 0 || current.last != 0 {
                    guard stack.push(current, &self) else {
                        action = .outOfMemory
                        return .failed
                    }
                }
                current = open
                if open.last & 1 != 0 { current.last = place | 1 }
            }
            // Where the next element goes.
            while current.remaining == 0 {
                let last = current.last
                if last & 1 != 0 {
                    setHeapTop(decoder.top)
                    let map = mapFromPairs(last & ~1, live: -3, rejectingDuplicates: true, mayCollect: false)
                    decoder.top = process(self.current).pointee.heapTop
                    if map.isNil { return .lacksRoom }
                    if map.isNone { return .failed }
                    store(map, last & ~1)
                } else if last != 0 {
                    break
                }
                guard let next = stack.pop() else { return .done }
                current = next
            }
            if current.remaining == 0 {
                place = current.last & ~3
                current.last = 0
                // The tail was the last of it.
                if current.remaining == 0, let next = stack.pop() { current = next }
            } else {
                place = current.place
                current.place = place &+ current.stride
                current.remaining &-= 1
            }
        }
    }

    @inline(__always)
    private mutating func setHeapTop(_ top: Address) { process(self.current).pointee.heapTop = top }

    /// Reads a term that has no parts, or the beginning of one that has: what is `open` follows. `none`: there is no memory, or
    /// no room for an atom. While it only counts, what it answers means nothing.
    private mutating func decodeStart(_ d: inout ExternalDecoder, _ open: inout ExternalOpen) -> Term {
        let tag = d.u8()
        switch tag {
        case ExternalTag.smallInteger:
            return Term(small: Int(d.u8()))
        case ExternalTag.integer:
            let value = Int32(bitPattern: d.u32())
            if Int(value) >= Term.minSmall, Int(value) <= Term.maxSmall { return Term(small: Int(value)) }
            return decodeDigits(&d, 1, isNegative: value < 0) { place in storeWord(value.magnitude, place) }
        case ExternalTag.smallBig, ExternalTag.largeBig:
            let length = d.count(tag == ExternalTag.smallBig ? d.u8() : d.u32())
            let isNegative = d.u8() != 0
            let bytes = d.place
            guard length <= d.remaining, length <= Self.largestInteger &* 4 else { return bad(&d) }
            d.skip(length)
            return decodeDigits(&d, (length &+ 3) / 4, isNegative: isNegative) { place in
                if length & 3 != 0 { storeWord(0, place &+ UInt32(truncatingIfNeeded: length & ~3)) }
                Bits.copyBytes(from: bytes, to: place, count: length)
            }
        case ExternalTag.newFloat:
            let high = d.u32()
            return decodeFloat(&d, UInt64(high) &<< 32 | UInt64(d.u32()))
        case ExternalTag.float:
            return decodeFloatText(&d)
        case ExternalTag.atom, ExternalTag.smallAtom, ExternalTag.atomUTF8, ExternalTag.smallAtomUTF8:
            return decodeAtom(&d, tag)
        case ExternalTag.nil:
            return .nil
        case ExternalTag.string:
            return decodeString(&d)
        case ExternalTag.list:
            return decodeList(&d, &open)
        case ExternalTag.smallTuple, ExternalTag.largeTuple:
            let count = d.count(tag == ExternalTag.smallTuple ? d.u8() : d.u32())
            guard count < 1 &<< 24 else { return bad(&d) }
            let tuple = d.reserve(count &+ 1)
            if tuple != 0 { storeWord(Header.tuple(count).bits, tuple) }
            open.place = tuple &+ 4
            open.remaining = UInt32(truncatingIfNeeded: count)
            return Term(boxed: tuple)
        case ExternalTag.map:
            return decodeMap(&d, &open)
        case ExternalTag.binary, ExternalTag.bitBinary:
            return decodeBitstring(&d, isPartial: tag == ExternalTag.bitBinary)
        case ExternalTag.export:
            return decodeExport(&d)
        case ExternalTag.newFun:
            return decodeFun(&d, &open)
        case ExternalTag.record:
            return decodeRecord(&d, &open)
        default:
            return decodeIdentifier(&d, tag)
        }
    }

    mutating func bad(_ d: inout ExternalDecoder) -> Term {
        d.isBad = true
        return .nil
    }

    /// An integer of so many digits, which `write` writes, leading zeros among them.
    private mutating func decodeDigits(
        _ d: inout ExternalDecoder, _ count: Int, isNegative: Bool, _ write: (Address) -> Void
    ) -> Term {
        let place = d.reserve(count &+ 1)
        if place == 0 { return .nil }
        write(place &+ 4)
        setHeapTop(place)
        let term = finishInteger(Digits.trimmed(pointer(place &+ 4), count), isNegative: isNegative)
        d.top = process(current).pointee.heapTop
        return term
    }

    private mutating func decodeFloat(_ d: inout ExternalDecoder, _ pattern: UInt64) -> Term {
        if pattern &>> 52 & 0x7FF == 0x7FF { return bad(&d) }
        let place = d.reserve(3)
        if place != 0 {
            storeWord(Header(.float, words: 2).bits, place)
            storeDouble(pattern, place &+ 4)
        }
        return Term(boxed: place)
    }

    /// 31 characters, zeros at the end.
    private mutating func decodeFloatText(_ d: inout ExternalDecoder) -> Term {
        let length = d.count(31)
        if d.isBad { return .nil }
        var digits = InlineArray<8, UInt32>(repeating: 0)
        let value = withUnsafeMutablePointer(to: &digits) { digits -> Double? in
            digits.withMemoryRebound(to: UInt32.self, capacity: 8) { digits in
                var parser = FloatParser(digits: digits)
                var index: UInt32 = 0
                while index < UInt32(length), Bits.byte(d.place &+ index) != 0 {
                    guard parser.take(Bits.byte(d.place &+ index)) else { return nil }
                    index = index &+ 1
                }
                guard parser.isComplete else { return nil }
                let work = allocate(bytes: parser.workWords * 4 + 4)
                if work == 0 { return nil }
                defer { free(work) }
                return parser.finish(work: pointer(work))
            }
        }
        d.skip(length)
        guard let value else { return bad(&d) }
        return decodeFloat(&d, value.bitPattern)
    }

    private mutating func decodeString(_ d: inout ExternalDecoder) -> Term {
        let length = d.count(d.u16())
        let bytes = d.place
        d.skip(length)
        if length == 0 { return .nil }
        let list = d.reserve(length &* 2)
        if list == 0 { return .nil }
        var index: UInt32 = 0
        while index < UInt32(truncatingIfNeeded: length) {
            let cell = list &+ index &* 8
            store(Term(small: Int(Bits.byte(bytes &+ index))), cell)
            store(Term(list: cell &+ 8), cell &+ 4)
            index = index &+ 1
        }
        store(.nil, d.top &- 4)
        return Term(list: list)
    }

    /// A list without elements is its tail. Any number of them may be nested.
    private mutating func decodeList(_ d: inout ExternalDecoder, _ open: inout ExternalOpen) -> Term {
        let count = d.count(d.u32())
        if count == 0 {
            if d.isBad { return .nil }
            while d.remaining > 5, Bits.byte(d.place) == ExternalTag.list,
                Bits.read(d.place &+ 1, at: 0, count: 32) == 0
            {
                d.skip(5)
            }
            if d.remaining > 0, Bits.byte(d.place) == ExternalTag.list, d.remaining <= 5 { return bad(&d) }
            return decodeStart(&d, &open)
        }
        let list = d.reserve(count &* 2)
        open.remaining = UInt32(truncatingIfNeeded: count)
        open.stride = 8
        open.place = list
        open.last = 2
        if list != 0 {
            var cell = list
            while cell != d.top {
                store(Term(list: cell &+ 8), cell &+ 4)
                cell = cell &+ 8
            }
            open.last = d.top &- 4 | 2
        }
        return Term(list: list)
    }

    /// First a tuple of keys and values, then a map.
    private mutating func decodeMap(_ d: inout ExternalDecoder, _ open: inout ExternalOpen) -> Term {
        let count = d.count(d.u32(), bytes: 2)
        guard !d.isBad, count < 1 &<< 23 else { return bad(&d) }
        let pairs = d.reserve(count &* 2 &+ 1)
        if d.isSizing {
            if count <= MapLimits.flat {
                d.words &+= count &* 2 &+ 3
            } else {
                d.words &+= 19
                d.associations &+= count
            }
        } else {
            storeWord(Header.tuple(count &* 2).bits, pairs)
        }
        open.place = pairs &+ 4
        open.remaining = UInt32(truncatingIfNeeded: count &* 2)
        open.last = 1
        return Term(boxed: pairs)
    }

    private mutating func decodeBitstring(_ d: inout ExternalDecoder, isPartial: Bool) -> Term {
        let stated = d.u32()
        let lastBits = isPartial ? Int(d.u8()) : 8
        let length = d.count(stated)
        guard !d.isBad, lastBits >= 1, lastBits <= 8, length > 0 || !isPartial else { return bad(&d) }
        let bytes = d.place
        let start = d.holderStart &+ d.position &* 8
        d.skip(length)
        let bits = length == 0 ? 0 : length &* 8 &- 8 &+ lastBits
        if length > Machine.heapBitstringBytes {
            let place = d.reserve(4)
            if place != 0 {
                storeWord(Header(.subBitstring, words: 3).bits, place)
                store(d.holder, place &+ 4)
                store(Term(small: start), place &+ 8)
                store(Term(small: bits), place &+ 12)
            }
            return Term(boxed: place)
        }
        let words = (length &+ 3) / 4 &+ 1
        let place = d.reserve(words &+ 1)
        if place != 0 {
            storeWord(Header(.heapBitstring, words: words).bits, place)
            storeWord(0, place &+ UInt32(truncatingIfNeeded: words) &* 4)
            storeWord(UInt32(truncatingIfNeeded: bits), place &+ 4)
            Bits.copyBytes(from: bytes, to: place &+ 8, count: length)
        }
        return Term(boxed: place)
    }
}
