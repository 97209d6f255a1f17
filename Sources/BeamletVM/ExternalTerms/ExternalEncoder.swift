// Terms to the external term format, byte for byte as OTP 26 and later write it: atoms as UTF-8 unless an older minor version is
// asked for. (OTP 25 wrote Latin-1 atoms unless asked for version 2.)

/// Where the bytes of an external term go. The walk is done twice: first it only counts.
struct ExternalEncoder {
    /// Where the next byte goes; 0: it is only counted.
    var place: Address = 0
    /// Bytes so far.
    var count = 0
    /// `minor_version`: 0, floats as text; 1, as 64 bits; 2, and all atoms as UTF-8.
    var version = 2
    /// Whether large maps are written in the order of their keys.
    var isDeterministic = false
    /// Whether it is noted where long bitstrings begin and end.
    var isSplit = false
    /// Where they do.
    var splits = WorkStack<Int>()

    @inline(__always)
    mutating func u8(_ value: UInt32) { Self.write(value, bits: 8, &self) }

    @inline(__always)
    mutating func u16(_ value: Int) { Self.write(UInt32(truncatingIfNeeded: value), bits: 16, &self) }

    @inline(__always)
    mutating func u32(_ word: UInt32) { Self.write(word, bits: 32, &self) }

    @inline(__always)
    mutating func u32(_ value: Int) { u32(UInt32(truncatingIfNeeded: value)) }

    /// Writes the low bits of a word. A function and no method: a method's value lies where the machine's methods have the machine.
    @inline(never)
    private static func write(_ word: UInt32, bits: UInt32, _ encoder: inout ExternalEncoder) {
        var left = bits
        while left > 0 {
            left &-= 8
            if encoder.place != 0 {
                rawPointer(encoder.place).storeBytes(of: UInt8(truncatingIfNeeded: word &>> left), as: UInt8.self)
                encoder.place = encoder.place &+ 1
            }
            encoder.count &+= 1
        }
    }

    mutating func bytes(_ source: UnsafeRawPointer, _ length: Int) {
        if place != 0 {
            var index = 0
            while index < length {
                u8(UInt32(source.load(fromByteOffset: index, as: UInt8.self)))
                index &+= 1
            }
        } else {
            count &+= length
        }
    }

    /// All bits of a bitstring, the last byte filled up with zeros.
    mutating func bits(_ span: BitSpan) {
        let length = (span.length &+ 7) &>> 3
        if place != 0 {
            span.copy(to: place)
            if span.length & 7 != 0 {
                let last = rawPointer(place &+ UInt32(truncatingIfNeeded: length &- 1))
                let kept = last.load(as: UInt8.self) & ~(0xFF &>> UInt8(truncatingIfNeeded: span.length & 7))
                last.storeBytes(of: kept, as: UInt8.self)
            }
            place = place &+ UInt32(truncatingIfNeeded: length)
        }
        count &+= length
    }

    mutating func smallInteger(_ value: Int) {
        if value >= 0, value < 256 {
            u8(ExternalTag.smallInteger)
            u8(UInt32(truncatingIfNeeded: value))
        } else {
            u8(ExternalTag.integer)
            u32(value)
        }
    }
}

/// What is still to be written: a term, the rest of a list, the elements of something from an index on, keys in order.
private struct EncodeStep {
    enum Kind: UInt32 { case term, tail, elements, flat, children, cells, funEnd }
    var value: UInt32
    private var packed: UInt32

    init(_ kind: Kind, _ value: UInt32, _ index: Int = 0) {
        self.value = value
        packed = UInt32(truncatingIfNeeded: index) &<< 3 | kind.rawValue
    }

    init(_ kind: Kind, _ term: Term, _ index: Int = 0) { self.init(kind, term.bits, index) }

    var kind: Kind { Kind(rawValue: packed & 7).unsafelyUnwrapped }
    var term: Term { Term(bits: value) }
    var index: Int { Int(packed &>> 3) }
}

extension Machine {
    /// Longest external term, in bytes: that of the longest binary.
    private static var longestExternal: Int { longestBitstring / 8 }

    /// Writes a term, without the version number. False: there is no memory for the stack (or the keys to be sorted), or the term
    /// is longer than any binary; `action` says so. Allocates nothing on heaps.
    mutating func encode(_ term: Term, _ encoder: inout ExternalEncoder) -> Bool {
        var stack = WorkStack<EncodeStep>()
        defer { stack.release(&self) }
        var step = EncodeStep(.term, term)
        var steps: UInt32 = 0
        while true {
            self.step(&steps, 150)
            var isDone = true
            let value = step.term
            switch step.kind {
            case .term:
                isDone = encodeStart(value, &encoder, &stack)
            case .tail:
                if value.isList {
                    isDone = push(.tail, value.tail.bits, &stack) && push(.term, value.head.bits, &stack)
                } else {
                    isDone = encodeStart(value, &encoder, &stack)
                }
            case .elements:
                let index = step.index
                isDone =
                    (index &+ 1 == value.header.words || push(.elements, step.value, &stack, index &+ 1))
                    && push(.term, value.boxedWord(index), &stack)
            case .flat:
                let index = step.index
                isDone =
                    (index &+ 1 == value.mapSize || push(.flat, step.value, &stack, index &+ 1))
                    && pushPair(value.boxedTerm(0).element(index), value.boxedTerm(index &+ 1), &stack)
            case .children:
                let index = step.index
                let child = value.boxedTerm(index)
                isDone = index &+ 1 == value.header.words || push(.children, step.value, &stack, index &+ 1)
                if isDone {
                    isDone =
                        child.isList
                        ? pushPair(child.head, child.tail, &stack)
                        : push(.children, child.bits, &stack, 1)
                }
            case .cells:
                let index = step.index
                let cell = load(step.value &+ 4 &+ UInt32(truncatingIfNeeded: index) &* 4)
                if index &+ 1 == Int(loadWord(step.value)) {
                    free(step.value)
                } else {
                    isDone = push(.cells, step.value, &stack, index &+ 1)
                    if !isDone { free(step.value) }
                }
                isDone = isDone && pushPair(cell.head, cell.tail, &stack)
            case .funEnd:
                var size = encoder
                size.place = step.value
                size.u32(encoder.place &- step.value)
            }
            let isTooLong = encoder.count > Self.longestExternal
            if !isDone || isTooLong {
                while let rest = stack.pop() {
                    if rest.kind == .cells { free(rest.value) }
                }
                _ = isDone ? fail(.systemLimit) : failOutOfMemory()
                return false
            }
            guard let next = stack.pop() else { return true }
            step = next
        }
    }

    @inline(never)
    private mutating func push(
        _ kind: EncodeStep.Kind, _ value: UInt32, _ stack: inout WorkStack<EncodeStep>, _ index: Int = 0
    ) -> Bool {
        stack.push(EncodeStep(kind, value, index), &self)
    }

    private mutating func pushPair(_ key: Term, _ value: Term, _ stack: inout WorkStack<EncodeStep>) -> Bool {
        push(.term, value.bits, &stack) && push(.term, key.bits, &stack)
    }

    /// Writes a term that has no parts, or begins one that has.
    @inline(never)
    private mutating func encodeStart(
        _ term: Term, _ encoder: inout ExternalEncoder, _ stack: inout WorkStack<EncodeStep>
    ) -> Bool {
        if term.isSmall {
            encoder.smallInteger(term.smallValue)
        } else if term.isAtom {
            encodeAtom(term, &encoder)
        } else if term.isNil {
            encoder.u8(ExternalTag.nil)
        } else if term.isList {
            return encodeList(term, &encoder, &stack)
        } else if term.isBoxed {
            return encodeBoxed(term, &encoder, &stack)
        } else {
            encodeIdentifier(term, &encoder)
        }
        return true
    }

    /// A pid, port or reference.
    private mutating func encodeIdentifier(_ term: Term, _ encoder: inout ExternalEncoder) {
        let identifier = Identifier(term)
        let isReference = term.isReference
        encoder.u8(
            isReference ? ExternalTag.newerReference : term.isPid ? ExternalTag.newPid : ExternalTag.v4Port)
        if isReference { encoder.u16(identifier.count) }
        encodeAtom(identifier.node, &encoder)
        if isReference {
            encoder.u32(identifier.creation)
            var index = 0
            while index < identifier.count {
                encoder.u32(identifier[index])
                index &+= 1
            }
            return
        }
        // A port's number has its high half first; a pid's number comes before its serial.
        let isPort = term.isPort
        encoder.u32(identifier[isPort ? 1 : 0])
        encoder.u32(identifier[isPort ? 0 : 1])
        encoder.u32(identifier.creation)
    }

    private mutating func encodeAtom(_ atom: Term, _ encoder: inout ExternalEncoder) {
        let name = atomText(atom)
        if encoder.version < 2 {
            // Characters up to U+00FF, whose first byte is C2 or C3 where they have two, are written as Latin-1.
            var characters = 0
            var isLatin1 = true
            var index = 0
            while index < name.count {
                let byte = name.bytes[index]
                if byte >= 0xC4 { isLatin1 = false }
                if byte & 0xC0 != 0x80 { characters &+= 1 }
                index &+= 1
            }
            if isLatin1 {
                encoder.u8(ExternalTag.atom)
                encoder.u16(characters)
                index = 0
                while index < name.count {
                    var byte = UInt32(name.bytes[index])
                    if byte >= 0x80 {
                        index &+= 1
                        byte = byte &<< 6 & 0xC0 | UInt32(name.bytes[index]) & 0x3F
                    }
                    encoder.u8(byte)
                    index &+= 1
                }
                return
            }
        }
        if name.count < 256 {
            encoder.u8(ExternalTag.smallAtomUTF8)
            encoder.u8(UInt32(truncatingIfNeeded: name.count))
        } else {
            encoder.u8(ExternalTag.atomUTF8)
            encoder.u16(name.count)
        }
        encoder.bytes(name.bytes, name.count)
    }

    /// Up to 65,535 bytes in a proper list are a string; other lists tell how many cells they have.
    private mutating func encodeList(
        _ list: Term, _ encoder: inout ExternalEncoder, _ stack: inout WorkStack<EncodeStep>
    ) -> Bool {
        var rest = list
        var length = 0
        var isString = true
        while rest.isList {
            if rest.head.bits & ~(0xFF &<< 2) != 0 { isString = false }
            length &+= 1
            rest = rest.tail
        }
        if isString, rest.isNil, length <= 0xFFFF {
            encoder.u8(ExternalTag.string)
            encoder.u16(length)
            rest = list
            while rest.isList {
                encoder.u8(rest.head.bits &>> 2)
                rest = rest.tail
            }
            return true
        }
        encoder.u8(ExternalTag.list)
        encoder.u32(length)
        return push(.tail, list.bits, &stack)
    }

    private mutating func encodeBoxed(
        _ term: Term, _ encoder: inout ExternalEncoder, _ stack: inout WorkStack<EncodeStep>
    ) -> Bool {
        let header = term.header
        switch header.kind {
        case .tuple:
            if header.words < 256 {
                encoder.u8(ExternalTag.smallTuple)
                encoder.u8(UInt32(truncatingIfNeeded: header.words))
            } else {
                encoder.u8(ExternalTag.largeTuple)
                encoder.u32(header.words)
            }
            return header.words == 0 || push(.elements, term.bits, &stack)
        case .flatMap, .hashMap:
            return encodeMap(term, &encoder, &stack)
        case .positiveBignum, .negativeBignum:
            encodeBignum(term, &encoder)
        case .float:
            encodeFloat(term, &encoder)
        case .heapBitstring, .sharedBitstring, .subBitstring:
            let span = term.bitSpan
            let rest = span.length & 7
            encoder.u8(rest == 0 ? ExternalTag.binary : ExternalTag.bitBinary)
            encoder.u32((span.length &+ 7) &>> 3)
            if rest != 0 { encoder.u8(UInt32(truncatingIfNeeded: rest)) }
            if encoder.isSplit, span.byteCount > Machine.heapBitstringBytes {
                guard encoder.splits.push(encoder.count, &self),
                    encoder.splits.push(encoder.count &+ span.byteCount, &self)
                else { return false }
            }
            encoder.bits(span)
        case .exportFun:
            encoder.u8(ExternalTag.export)
            encodeAtom(term.boxedTerm(0), &encoder)
            encodeAtom(term.boxedTerm(1), &encoder)
            encoder.smallInteger(term.boxedTerm(2).smallValue)
        case .fun:
            return encodeFun(term, &encoder, &stack)
        case .record:
            let definition = term.definition
            let count = definition.fieldCount
            encoder.u8(ExternalTag.record)
            encoder.u32(count)
            encoder.u8(definition.element(2) == .true ? 1 : 0)
            var index = 0
            while index < 3 &+ count {
                if index != 2 { encodeAtom(definition.element(index), &encoder) }
                index &+= 1
            }
            return count == 0 || push(.elements, term.bits, &stack, 1)
        default:
            encodeIdentifier(term, &encoder)
        }
        return true
    }

    private mutating func encodeBignum(_ term: Term, _ encoder: inout ExternalEncoder) {
        let header = term.header
        let digits = pointer(term.boxedAddress &+ 4)
        let isNegative = header.kind == .negativeBignum
        if header.words == 1, digits[0] < (isNegative ? 0x8000_0001 : 0x8000_0000) {
            encoder.u8(ExternalTag.integer)
            encoder.u32(isNegative ? 0 &- digits[0] : digits[0])
            return
        }
        let length = (Digits.bitLength(digits, header.words) &+ 7) &>> 3
        if length < 256 {
            encoder.u8(ExternalTag.smallBig)
            encoder.u8(UInt32(truncatingIfNeeded: length))
        } else {
            encoder.u8(ExternalTag.largeBig)
            encoder.u32(length)
        }
        encoder.u8(isNegative ? 1 : 0)
        // Digits lie in memory as the format wants them: lowest byte first.
        encoder.bytes(UnsafeRawPointer(digits), length)
    }

    private mutating func encodeFloat(_ term: Term, _ encoder: inout ExternalEncoder) {
        if encoder.version > 0 {
            encoder.u8(ExternalTag.newFloat)
            encoder.u32(term.boxedWord(1))
            encoder.u32(term.boxedWord(0))
            return
        }
        encoder.u8(ExternalTag.float)
        let start = encoder.place
        if start != 0 {
            let block = allocate(bytes: FloatText.workBytes)
            if block != 0 {
                var text = FloatText(work: block)
                _ = text.write(term.doubleValue, .scientific(20))
                encoder.bytes(rawPointer(text.text), text.count)
                free(block)
            }
            while encoder.place < start &+ 31 { encoder.u8(0) }
        } else {
            encoder.count &+= 31
        }
    }

    private mutating func encodeMap(
        _ term: Term, _ encoder: inout ExternalEncoder, _ stack: inout WorkStack<EncodeStep>
    ) -> Bool {
        let size = term.mapSize
        encoder.u8(ExternalTag.map)
        encoder.u32(size)
        if term.isBoxed(.flatMap) { return size == 0 || push(.flat, term.bits, &stack) }
        if !encoder.isDeterministic || encoder.place == 0 { return push(.children, term.bits, &stack, 2) }
        // The order of the first walk, which only counts, does not matter.
        let block = allocate(bytes: size &* 4 &+ 4)
        if block == 0 { return false }
        storeWord(UInt32(truncatingIfNeeded: size), block)
        var walk = MapWalk(term)
        var place = block
        while walk.next() {
            place = place &+ 4
            store(walk.cell, place)
        }
        sort(.cells, block &+ 4, 0, count: size)
        if push(.cells, block, &stack) { return true }
        free(block)
        return false
    }

    /// A local fun: which one of its module, and what it captured.
    private mutating func encodeFun(
        _ term: Term, _ encoder: inout ExternalEncoder, _ stack: inout WorkStack<EncodeStep>
    ) -> Bool {
        let record = UnsafePointer<FunRecord>(bitPattern: UInt(term.boxedWord(0))).unsafelyUnwrapped.pointee
        let free = term.header.words &- 1
        encoder.u8(ExternalTag.newFun)
        // The size is written when all that was captured is.
        let size = encoder.place
        encoder.u32(0)
        encoder.u8(UInt32(record.arity))
        // Where the image does not have the module's MD5 there are zeros: the fun is found again without it.
        let md5 = module(at: record.code).map { Term(bits: $0.pointee.md5) } ?? .nil
        var index = 0
        while index < 4 {
            encoder.u32(md5.isNil ? 0 : md5.boxedWord(index &+ 1).byteSwapped)
            index &+= 1
        }
        encoder.u32(UInt32(record.index))
        encoder.u32(free)
        encodeAtom(Term(bits: record.module), &encoder)
        encoder.smallInteger(Int(record.index))
        if record.uniq < 1 &<< 31 {
            encoder.smallInteger(Int(record.uniq))
        } else {
            encoder.u8(ExternalTag.smallBig)
            encoder.u8(4)
            encoder.u8(0)
            encoder.u32(record.uniq.byteSwapped)
        }
        let pid = process(current).pointee.pid
        guard encodeStart(pid, &encoder, &stack), size == 0 || push(.funEnd, size, &stack) else { return false }
        return free == 0 || push(.elements, term.bits, &stack, 1)
    }
}
