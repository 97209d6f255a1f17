// Decoding the external term format: atoms and what is found by them (functions, funs, native records), pids, ports and references. The
// terms around them are in ExternalDecoder.swift.
extension Machine {
    // MARK: Atoms and what they name

    /// An atom with its tag; bad where there is another.
    mutating func decodeAtom(_ d: inout ExternalDecoder) -> Term {
        let tag = d.u8()
        switch tag {
        case ExternalTag.atom, ExternalTag.smallAtom, ExternalTag.atomUTF8, ExternalTag.smallAtomUTF8:
            return decodeAtom(&d, tag)
        default: return bad(&d)
        }
    }

    mutating func decodeAtom(_ d: inout ExternalDecoder, _ tag: UInt32) -> Term {
        let isShort = tag == ExternalTag.smallAtom || tag == ExternalTag.smallAtomUTF8
        let length = d.count(isShort ? d.u8() : d.u16())
        if d.isBad { return .nil }
        let bytes = UnsafeRawPointer(rawPointer(d.place)).assumingMemoryBound(to: UInt8.self)
        d.skip(length)
        let name = AtomName(bytes: bytes, count: length)
        if tag == ExternalTag.atom || tag == ExternalTag.smallAtom { return decodeLatin1(&d, name) }
        guard UTF8Text.isAtomText(UnsafeRawBufferPointer(start: bytes, count: length)) else { return bad(&d) }
        return decodeAtom(&d, name)
    }

    @inline(never)
    private mutating func decodeLatin1(_ d: inout ExternalDecoder, _ name: AtomName) -> Term {
        if name.count > 255 { return bad(&d) }
        var buffer = InlineArray<510, UInt8>(repeating: 0)
        var count = 0
        var index = 0
        while index < name.count {
            let byte = name.bytes[index]
            if byte < 0x80 {
                buffer[count] = byte
            } else {
                buffer[count] = 0xC0 | byte &>> 6
                count &+= 1
                buffer[count] = 0x80 | byte & 0x3F
            }
            count &+= 1
            index &+= 1
        }
        return withUnsafePointer(to: &buffer) {
            $0.withMemoryRebound(to: UInt8.self, capacity: 510) { decodeAtom(&d, AtomName(bytes: $0, count: count)) }
        }
    }

    /// An atom of a text that is known to be one. Atoms are made when the rest is known to be right.
    mutating func decodeAtom(_ d: inout ExternalDecoder, _ name: AtomName) -> Term {
        if d.isSizing {
            if d.isSafe, atoms.find(name) == nil { d.isBad = true }
            return .nil
        }
        var reason = AtomFailure.noMemory
        if let atom = intern(name, failure: &reason) { return atom }
        return reason == .tableFull ? fail(.systemLimit) : failOutOfMemory()
    }

    /// A small integer from 0 to 255 with its tag.
    private mutating func decodeByte(_ d: inout ExternalDecoder) -> Int {
        switch d.u8() {
        case ExternalTag.smallInteger: return Int(d.u8())
        case ExternalTag.integer:
            let value = d.u32()
            if value > 255 { d.isBad = true }
            return Int(value & 255)
        default:
            d.isBad = true
            return 0
        }
    }

    mutating func decodeExport(_ d: inout ExternalDecoder) -> Term {
        let module = decodeAtom(&d)
        if module.isNone { return module }
        let function = decodeAtom(&d)
        if function.isNone { return function }
        let arity = decodeByte(&d)
        let place = d.reserve(4)
        if place != 0 {
            if d.isSafe, case .missing = resolve(module, function, arity) { return bad(&d) }
            storeWord(Header(.exportFun, words: 3).bits, place)
            store(module, place &+ 4)
            store(function, place &+ 8)
            store(Term(small: arity), place &+ 12)
        }
        return Term(boxed: place)
    }

    /// A fun of a module that is loaded, with the same number and the same unique value.
    mutating func decodeFun(_ d: inout ExternalDecoder, _ open: inout ExternalOpen) -> Term {
        d.skip(d.count(4))
        let arity = d.u8()
        d.skip(d.count(16))
        let index = d.u32()
        let free = d.count(d.u32())
        let module = decodeAtom(&d)
        if module.isNone { return module }
        // The old index, the old unique value, and who made it, which is forgotten.
        let top = d.top
        if d.u8() == ExternalTag.smallInteger { _ = d.u8() } else { _ = d.u32() }
        var uniq = UInt32(0)
        switch d.u8() {
        case ExternalTag.smallInteger: uniq = d.u8()
        case ExternalTag.integer: uniq = d.u32()
        case ExternalTag.smallBig where d.u16() == 4 &<< 8: uniq = d.u32().byteSwapped
        default: d.isBad = true
        }
        if d.isBad { return .nil }
        let tag = d.u8()
        guard tag == ExternalTag.pid || tag == ExternalTag.newPid else { return bad(&d) }
        let pid = decodeIdentifier(&d, tag)
        if pid.isNone { return pid }
        d.top = top
        let place = d.reserve(free &+ 2)
        open.remaining = UInt32(truncatingIfNeeded: free)
        open.place = place &+ 8
        if place != 0 {
            guard let record = funRecord(module, index: index, uniq: uniq), UInt32(record.pointee.arity) == arity,
                Int(record.pointee.freeCount) == free
            else { return bad(&d) }
            storeWord(Header(.fun, words: free &+ 1).bits, place)
            storeWord(UInt32(UInt(bitPattern: record)), place &+ 4)
        }
        return Term(boxed: place)
    }

    /// A native record, with a definition of its own.
    mutating func decodeRecord(_ d: inout ExternalDecoder, _ open: inout ExternalOpen) -> Term {
        // A field takes three bytes at least: two for its name.
        let count = d.count(d.u32(), bytes: 3)
        let isExported = d.u8()
        guard !d.isBad, count <= Self.mostFields, isExported <= 1 else { return bad(&d) }
        let definition = d.reserve(2 &* count &+ 4)
        let record = d.reserve(count &+ 2)
        var place = definition &+ 4
        var rest = count &+ 2
        while rest > 0 {
            let atom = decodeAtom(&d)
            if atom.isNone || d.isBad { return atom }
            if record != 0 {
                store(atom, place)
                place = place &+ 4
                if rest == count &+ 1 {
                    store(Term(isExported != 0), place)
                    place = place &+ 4
                }
            }
            rest &-= 1
        }
        if record != 0 {
            guard Term.fillDefinition(definition, record, count) else { return bad(&d) }
        }
        open.place = record &+ 8
        open.remaining = UInt32(truncatingIfNeeded: count)
        return Term(boxed: record)
    }

    private mutating func funRecord(_ module: Term, index: UInt32, uniq: UInt32) -> UnsafePointer<FunRecord>? {
        guard let record = self.module(named: module) else { return nil }
        let funs = UnsafePointer<FunRecord>(bitPattern: UInt(record.pointee.funs)).unsafelyUnwrapped
        var number = 0
        while number < Int(record.pointee.funCount) {
            if UInt32(funs[number].index) == index, funs[number].uniq == uniq { return funs + number }
            number &+= 1
        }
        return nil
    }

    // MARK: Pids, ports, references

    /// An identifier in any of its forms, of this node or another.
    mutating func decodeIdentifier(_ d: inout ExternalDecoder, _ tag: UInt32) -> Term {
        var count: UInt32 = 0
        if tag == ExternalTag.newReference || tag == ExternalTag.newerReference { count = d.u16() }
        switch tag {
        case ExternalTag.pid, ExternalTag.newPid, ExternalTag.port, ExternalTag.newPort, ExternalTag.v4Port,
            ExternalTag.reference, ExternalTag.newReference, ExternalTag.newerReference:
            break
        default: return bad(&d)
        }
        let node = decodeAtom(&d)
        if node.isNone || d.isBad { return node }
        let isLong = tag == ExternalTag.newPid || tag == ExternalTag.newPort || tag == ExternalTag.v4Port
        switch tag {
        case ExternalTag.pid, ExternalTag.newPid:
            let id = d.u32()
            let serial = d.u32()
            let creation = isLong ? d.u32() : d.u8()
            if node == .noNode, creation == 0 {
                guard id &>> Machine.slotBits == 0, serial &>> 14 == 0 else { return bad(&d) }
                return Term(bits: (serial &<< Machine.slotBits | id) &<< Tag.immediateShift | Tag.pid)
            }
            return decodeExternal(&d, .externalPid, node, id, serial, creation)
        case ExternalTag.port, ExternalTag.newPort, ExternalTag.v4Port:
            let high = tag == ExternalTag.v4Port ? d.u32() : 0
            let low = d.u32()
            let creation = isLong ? d.u32() : d.u8()
            if node == .noNode, creation == 0, high == 0, low &>> 27 == 0 {
                return Term(bits: low &<< Tag.immediateShift | Tag.port)
            }
            return decodeExternal(&d, .externalPort, node, low, high, creation)
        default:
            return decodeReference(&d, tag, node, Int(count))
        }
    }

    private mutating func decodeExternal(
        _ d: inout ExternalDecoder, _ kind: Header.Kind, _ node: Term, _ a: UInt32, _ b: UInt32, _ creation: UInt32
    ) -> Term {
        let place = d.reserve(5)
        if place != 0 {
            storeWord(Header(kind, words: 4).bits, place)
            store(node, place &+ 4)
            storeWord(a, place &+ 8)
            storeWord(b, place &+ 12)
            storeWord(creation, place &+ 16)
        }
        return Term(boxed: place)
    }

    private mutating func decodeReference(
        _ d: inout ExternalDecoder, _ tag: UInt32, _ node: Term, _ stated: Int
    ) -> Term {
        var words = InlineArray<5, UInt32>(repeating: 0)
        var count = stated
        var creation: UInt32 = 0
        if tag == ExternalTag.reference {
            count = 1
            words[0] = d.u32()
            creation = d.u8()
        } else {
            guard count >= 1, count <= 5 else { return bad(&d) }
            creation = tag == ExternalTag.newReference ? d.u8() : d.u32()
            var index = 0
            while index < count {
                words[index] = d.u32()
                index &+= 1
            }
        }
        let isLocal = node == .noNode && creation == 0 && count <= 3
        // Fewer words are the same as zeros.
        count = max(count, 3)
        let place = d.reserve(count &+ 3)
        if place == 0 { return .nil }
        if isLocal {
            storeWord(Header(.reference, words: 3).bits, place)
            storeWord(words[2], place &+ 4)
            storeWord(words[0], place &+ 8)
            storeWord(words[1], place &+ 12)
            d.top = place &+ 16
            return Term(boxed: place)
        }
        storeWord(Header(.externalReference, words: count &+ 2).bits, place)
        store(node, place &+ 4)
        storeWord(creation, place &+ 8)
        var index = 0
        while index < count {
            storeWord(words[index], place &+ 12 &+ UInt32(truncatingIfNeeded: index) &* 4)
            index &+= 1
        }
        return Term(boxed: place)
    }
}
