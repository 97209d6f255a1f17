/// Builds terms from the external term format in a code area: a module's literals, ready to use where they lie.
///
/// A tuple's, list's or map's memory is reserved when its head is read, and the elements are stored as they come, so no term is
/// built twice and nesting needs no recursion: what is open waits on a stack in the loader's working memory.
enum LiteralBuilder {
    /// Most words of payload that a header can state.
    private static let mostWords = (1 << 24) - 1

    /// A tuple, list or map that is still to be filled.
    private struct Open {
        /// Where the next element goes, and how far apart they are.
        var place: Address
        var stride: UInt32
        var remaining: UInt32
        /// Where a list's tail goes after its elements; the map that is complete then; 0: neither (a tuple).
        var tail: Address
        var map: Address = 0
        /// How far behind its key a value lies.
        var distance: UInt32 = 0
    }

    /// The term in `reader`, which begins with the version number 131. Throws `badTerm`, `truncated`, `areaFull`,
    /// `scratchFull`, `tooManyAtoms`.
    static func build(
        _ reader: inout ByteReader, area: inout CodeArea, atoms: inout AtomInterner, comparer: MapLiterals,
        scratch: Scratch
    ) throws(LoadError) -> Term {
        guard try reader.u8() == 131 else { throw reader.error(.badTerm, at: reader.position - 1) }
        let stack = scratch.remaining(of: Open.self)
        var depth = 0
        let root = try read(&reader, area: &area, atoms: &atoms, stack, &depth)
        while depth > 0 {
            let top = depth - 1
            if stack[top].remaining == 0 {
                let tail = stack[top].tail
                let map = stack[top].map
                depth -= 1
                if map != 0 {
                    // Of the stack, what is above its top.
                    let spare = UnsafeMutableRawBufferPointer(
                        UnsafeMutableBufferPointer(rebasing: stack[depth...]))
                    try comparer.finish(map, area: &area, atoms: atoms, spare: spare)
                }
                if tail != 0 { store(try read(&reader, area: &area, atoms: &atoms, stack, &depth), tail) }
                continue
            }
            let place = stack[top].place
            stack[top].remaining -= 1
            let isKey = stack[top].map != 0 && stack[top].remaining & 1 != 0
            stack[top].place =
                isKey ? place &+ stack[top].distance : place &+ stack[top].stride &- stack[top].distance
            store(try read(&reader, area: &area, atoms: &atoms, stack, &depth), place)
        }
        return root
    }

    /// Reads one term; of a tuple or list only the head: its elements are then on the stack.
    private static func read(
        _ reader: inout ByteReader, area: inout CodeArea, atoms: inout AtomInterner,
        _ stack: UnsafeMutableBufferPointer<Open>, _ depth: inout Int
    ) throws(LoadError) -> Term {
        var start = reader.position
        var tag = try reader.u8()
        // A list of no elements and its tail is the tail alone. Any number of them may be nested.
        while tag == 108 {
            var count = reader
            guard try count.count() == 0 else { break }
            reader = count
            start = reader.position
            tag = try reader.u8()
        }
        switch tag {
        case 97:
            return Term(small: Int(try reader.u8()))
        case 98:
            let value = Int(try reader.i32())
            return try integer(UInt64(value.magnitude), isNegative: value < 0, area: &area)
        case 110:
            let count = Int(try reader.u8())
            return try bignum(&reader, count: count, area: &area)
        case 111:
            let count = try reader.count()
            return try bignum(&reader, count: count, area: &area)
        case 70:
            let high = try reader.u32()
            let low = try reader.u32()
            // No infinities, no NaNs: the language has none.
            guard high >> 20 & 0x7FF != 0x7FF else { throw reader.error(.badTerm, at: start, detail: Int(tag)) }
            return try float(high: high, low: low, area: &area)
        case 99:
            return try floatText(try reader.slice(31), area: &area)
        case 67:
            return try record(&reader, area: &area, atoms: &atoms, stack, &depth)
        case 100, 115, 118, 119:
            return try atom(tag, &reader, atoms: &atoms)
        case 106:
            return .nil
        case 107:
            let count = Int(try reader.u16())
            var bytes = try reader.slice(count)
            if count == 0 { return .nil }
            let list = try area.reserve(count * 8)
            var place = list
            while !bytes.isAtEnd {
                store(Term(small: Int(try bytes.u8())), place)
                store(Term(list: place &+ 8), place &+ 4)
                place = place &+ 8
            }
            store(.nil, place &- 4)
            return Term(list: list)
        case 108:
            let count = try reader.count()
            // Each element takes a byte at least.
            guard count <= reader.remaining else { throw reader.error(.badTerm, at: start, detail: Int(tag)) }
            let list = try area.reserve(count * 8)
            var place = list
            while place < list &+ UInt32(count) * 8 {
                store(.nil, place)
                store(Term(list: place &+ 8), place &+ 4)
                place = place &+ 8
            }
            try push(
                Open(place: list, stride: 8, remaining: UInt32(count), tail: place &- 4), stack, &depth)
            return Term(list: list)
        case 104, 105:
            let count = tag == 104 ? Int(try reader.u8()) : try reader.count()
            guard count <= reader.remaining, count <= mostWords else {
                throw reader.error(.badTerm, at: start, detail: Int(tag))
            }
            let tuple = try area.reserve(count * 4 + 4)
            storeWord(Header.tuple(count).bits, tuple)
            try push(Open(place: tuple &+ 4, stride: 4, remaining: UInt32(count), tail: 0), stack, &depth)
            return Term(boxed: tuple)
        case 109:
            let count = try reader.count()
            return try bitstring(&reader, bytes: count, lastBits: 8, area: &area)
        case 77:
            let count = try reader.count()
            let lastBits = Int(try reader.u8())
            guard lastBits >= 1, lastBits <= 8, count > 0 || lastBits == 8 else {
                throw reader.error(.badTerm, at: start, detail: Int(tag))
            }
            return try bitstring(&reader, bytes: count, lastBits: lastBits, area: &area)
        case 113:
            var parts = InlineArray<3, Term>(repeating: .nil)
            for index in 0..<3 {
                let innerTag = try reader.u8()
                if index == 2 {
                    guard innerTag == 97 else { throw reader.error(.badTerm, at: start, detail: Int(tag)) }
                    parts[index] = Term(small: Int(try reader.u8()))
                } else {
                    guard innerTag == 100 || innerTag == 115 || innerTag == 118 || innerTag == 119 else {
                        throw reader.error(.badTerm, at: start, detail: Int(tag))
                    }
                    parts[index] = try atom(innerTag, &reader, atoms: &atoms)
                }
            }
            let fun = try area.reserve(16)
            storeWord(Header(.exportFun, words: 3).bits, fun)
            for index in 0..<3 { store(parts[index], fun &+ 4 &+ UInt32(index) &* 4) }
            return Term(boxed: fun)
        case 116:
            let count = try reader.count()
            guard count <= reader.remaining / 2, count <= mostWords / 2 else {
                throw reader.error(.badTerm, at: start, detail: Int(tag))
            }
            var open = Open(place: 0, stride: 4, remaining: UInt32(count) * 2, tail: 0)
            if count <= MapLimits.flat {
                let keys = try area.reserve(count * 8 + 12)
                storeWord(Header.tuple(count).bits, keys)
                open.place = keys &+ 4
                open.distance = UInt32(count) * 4 &+ 8
                open.map = keys &+ open.distance &- 4
                storeWord(Header(.flatMap, words: count + 1).bits, open.map)
                store(Term(boxed: keys), open.map &+ 4)
            } else {
                // The root's size will be known in the end only.
                open.map = try area.reserve(19 * 4 + count * 8)
                store(Term(small: count), open.map &+ 4)
                storeWord(Header(.hashMap, words: 2).bits, open.map)
                open.place = open.map &+ 19 * 4
                open.distance = 4
                open.stride = 8
            }
            try push(open, stack, &depth)
            return Term(boxed: open.map)
        default:
            throw reader.error(.badTerm, at: start, detail: Int(tag))
        }
    }

    private static func float(high: UInt32, low: UInt32, area: inout CodeArea) throws(LoadError) -> Term {
        let place = try area.reserve(12)
        storeWord(Header(.float, words: 2).bits, place)
        storeWord(low, place &+ 4)
        storeWord(high, place &+ 8)
        return Term(boxed: place)
    }

    /// A float as text of 31 characters, zeros at the end.
    private static func floatText(_ characters: ByteReader, area: inout CodeArea) throws(LoadError) -> Term {
        var text = characters
        let start = area.cursor
        var parser = FloatParser(digits: pointer(try area.reserve(FloatParser.words(characters: 31) * 4)))
        while !text.isAtEnd {
            let character = UInt32(try text.u8())
            if character == 0 { break }
            guard parser.take(character) else { throw text.error(.badTerm, detail: 99) }
        }
        guard parser.isComplete else { throw text.error(.badTerm, detail: 99) }
        let work = try area.reserve(parser.workWords * 4 + 4)
        guard let value = parser.finish(work: pointer(work)) else { throw text.error(.badTerm, detail: 99) }
        area.rewind(to: start)
        let pattern = value.bitPattern
        return try float(
            high: UInt32(truncatingIfNeeded: pattern >> 32), low: UInt32(truncatingIfNeeded: pattern), area: &area)
    }

    /// A native record, with a definition of its own.
    private static func record(
        _ reader: inout ByteReader, area: inout CodeArea, atoms: inout AtomInterner,
        _ stack: UnsafeMutableBufferPointer<Open>, _ depth: inout Int
    ) throws(LoadError) -> Term {
        let start = reader.position
        let count = try reader.count()
        let isExported = try reader.u8()
        guard count <= Machine.mostFields, count <= reader.remaining / 3, isExported <= 1 else {
            throw reader.error(.badTerm, at: start, detail: 67)
        }
        let definition = try area.reserve(count * 8 + 16)
        let record = try area.reserve(count * 4 + 8)
        for index in 0..<count + 2 {
            let tag = try reader.u8()
            guard tag == 100 || tag == 115 || tag == 118 || tag == 119 else {
                throw reader.error(.badTerm, at: start, detail: Int(tag))
            }
            store(
                try atom(tag, &reader, atoms: &atoms), definition &+ UInt32(index < 2 ? index + 1 : index + 2) * 4)
        }
        store(Term(isExported != 0), definition &+ 12)
        guard Term.fillDefinition(definition, record, count) else {
            throw reader.error(.badTerm, at: start, detail: 67)
        }
        if count > 0 { try push(Open(place: record &+ 8, stride: 4, remaining: UInt32(count), tail: 0), stack, &depth) }
        return Term(boxed: record)
    }

    private static func push(
        _ open: Open, _ stack: UnsafeMutableBufferPointer<Open>, _ depth: inout Int
    ) throws(LoadError) {
        guard depth < stack.count else {
            throw LoadError(.scratchFull, chunk: ChunkName.literals, offset: 0, detail: depth)
        }
        stack[depth] = open
        depth += 1
    }

    private static func atom(
        _ tag: UInt8, _ reader: inout ByteReader, atoms: inout AtomInterner
    ) throws(LoadError) -> Term {
        let start = reader.position
        let count = tag == 115 || tag == 119 ? Int(try reader.u8()) : Int(try reader.u16())
        let text = try reader.slice(count).rest
        let isLatin1 = tag == 100 || tag == 115
        guard isLatin1 ? count <= 255 : UTF8Text.isAtomText(text) else { throw reader.error(.badAtomText, at: start) }
        return try atoms.intern(AtomText(bytes: text, isLatin1: isLatin1, index: 0))
    }

    /// An integer of up to 64 bits as a literal.
    static func integer(_ magnitude: UInt64, isNegative: Bool, area: inout CodeArea) throws(LoadError) -> Term {
        let limit = UInt64(Term.maxSmall) + (isNegative ? 1 : 0)
        if magnitude <= limit { return Term(small: isNegative ? -Int(magnitude) : Int(magnitude)) }
        let words = magnitude > UInt64(UInt32.max) ? 2 : 1
        let place = try area.reserve(4 + words * 4)
        storeWord(Header(isNegative ? .negativeBignum : .positiveBignum, words: words).bits, place)
        storeWord(UInt32(truncatingIfNeeded: magnitude), place &+ 4)
        if words == 2 { storeWord(UInt32(truncatingIfNeeded: magnitude >> 32), place &+ 8) }
        return Term(boxed: place)
    }

    /// Sign byte, then `count` bytes of magnitude, least significant first.
    private static func bignum(_ reader: inout ByteReader, count: Int, area: inout CodeArea) throws(LoadError) -> Term {
        let isNegative = try reader.u8() != 0
        guard count / 4 < mostWords else { throw reader.error(.badTerm, detail: 111) }
        var bytes = try reader.slice(count)
        let start = area.cursor
        let words = (count + 3) / 4
        let place = try area.reserve(4 + words * 4)
        var index: UInt32 = 0
        while index < UInt32(words) {
            storeWord(0, place &+ 4 &+ index * 4)
            index += 1
        }
        index = 0
        while !bytes.isAtEnd {
            rawPointer(place &+ 4 &+ index).storeBytes(of: try bytes.u8(), as: UInt8.self)
            index += 1
        }
        return try finishBignum(place, words: words, isNegative: isNegative, from: start, area: &area)
    }

    /// Two's complement, most significant byte first, as instructions carry large integers.
    static func bignum(
        twosComplement bytes: UnsafeRawBufferPointer, area: inout CodeArea
    ) throws(LoadError) -> Term {
        let start = area.cursor
        let words = (bytes.count + 3) / 4 + 1
        let place = try area.reserve(4 + words * 4)
        let isNegative = bytes.count > 0 && bytes[0] & 0x80 != 0
        var index = 0
        var carry: UInt32 = 1
        while index < words * 4 {
            let byte = index < bytes.count ? bytes[bytes.count - 1 - index] : isNegative ? 0xFF : 0
            if isNegative {
                let digit = UInt32(~byte) + carry
                carry = digit >> 8
                rawPointer(place &+ 4 &+ UInt32(index)).storeBytes(of: UInt8(truncatingIfNeeded: digit), as: UInt8.self)
            } else {
                rawPointer(place &+ 4 &+ UInt32(index)).storeBytes(of: byte, as: UInt8.self)
            }
            index += 1
        }
        return try finishBignum(place, words: words, isNegative: isNegative, from: start, area: &area)
    }

    /// Makes a term of the digits behind `place`: a small integer where it fits.
    private static func finishBignum(
        _ place: Address, words: Int, isNegative: Bool, from start: Address, area: inout CodeArea
    ) throws(LoadError) -> Term {
        var count = words
        while count > 0 && loadWord(place &+ UInt32(count) * 4) == 0 { count -= 1 }
        if count <= 2 {
            let low = count > 0 ? UInt64(loadWord(place &+ 4)) : 0
            let high = count > 1 ? UInt64(loadWord(place &+ 8)) : 0
            area.rewind(to: start)
            return try integer(high << 32 | low, isNegative: isNegative, area: &area)
        }
        area.rewind(to: place &+ 4 &+ UInt32(count) * 4)
        storeWord(Header(isNegative ? .negativeBignum : .positiveBignum, words: count).bits, place)
        return Term(boxed: place)
    }

    private static func bitstring(
        _ reader: inout ByteReader, bytes count: Int, lastBits: Int, area: inout CodeArea
    ) throws(LoadError) -> Term {
        guard count / 4 < mostWords - 1 else { throw reader.error(.badTerm, detail: 77) }
        var bytes = try reader.slice(count)
        let words = (count + 3) / 4 + 1
        let place = try area.reserve(4 + words * 4)
        storeWord(Header(.heapBitstring, words: words).bits, place)
        if count > 0 { storeWord(0, place &+ UInt32(words) * 4) }
        storeWord(count == 0 ? 0 : UInt32((count - 1) * 8 + lastBits), place &+ 4)
        var cursor = place &+ 8
        while !bytes.isAtEnd {
            rawPointer(cursor).storeBytes(of: try bytes.u8(), as: UInt8.self)
            cursor += 1
        }
        return Term(boxed: place)
    }
}
