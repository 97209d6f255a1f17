#if !hasFeature(Embedded)
    extension Machine {
        /// Walks all tables: counts, the order of trees, the buckets of objects, and whether each object's terms lie in its block or are
        /// literals. Returns what is wrong with the first that is not as it must be, or nil. For tests on Linux: O(all objects).
        public mutating func tableFault() -> String? {
            var count = 0
            var table = etsTables
            while table != 0 {
                count += 1
                if let fault = etsTable(table).pointee.isTree ? treeFault(table) : hashFault(table) {
                    return "table \(atomString(etsTable(table).pointee.name)): \(fault)"
                }
                table = etsTable(table).pointee.next
            }
            return count == etsCount ? nil : "\(count) tables are counted as \(etsCount)"
        }

        private mutating func atomString(_ atom: Term) -> String {
            let name = atomText(atom)
            return String(decoding: UnsafeBufferPointer(start: name.bytes, count: name.count), as: UTF8.self)
        }

        private mutating func hashFault(_ table: Address) -> String? {
            let record = etsTable(table).pointee
            var living = 0
            var dead = 0
            var bytes = etsBytes(table) + etsBytes(record.root)
            for bucket in 0..<record.buckets {
                var object = loadWord(record.root &+ bucket &* 4)
                while object != 0 {
                    let word = loadWord(object &+ 4)
                    if EtsObject.isDead(object) { dead += 1 } else { living += 1 }
                    bytes += etsBytes(object)
                    if word &>> record.shift != bucket { return "an object is in another bucket than its hash says" }
                    if let fault = objectFault(object) { return fault }
                    if word & ~1 != hash(of: etsKey(table, object)) & ~1 { return "a hash is not that of the key" }
                    object = loadWord(object)
                }
            }
            if dead != 0, record.fixes == 0 { return "deleted objects are left" }
            guard living == record.count, dead == record.dead else { return "\(living) objects, \(dead) deleted ones" }
            return bytes == record.bytes ? nil : "\(bytes) bytes are counted as \(record.bytes)"
        }

        private mutating func treeFault(_ table: Address) -> String? {
            let record = etsTable(table).pointee
            var object = nextObject(table, 0, reversed: false)
            var count = 0
            var bytes = etsBytes(table)
            while object != 0 {
                count += 1
                bytes += etsBytes(object)
                if let fault = objectFault(object) { return fault }
                let next = nextObject(table, object, reversed: false)
                if next != 0, order(etsKey(table, object), etsKey(table, next)) >= 0 { return "keys are not in order" }
                if findInTree(table, etsKey(table, object)) == 0 { return "a key is not found" }
                object = next
            }
            guard count == record.count else { return "\(count) objects are counted as \(record.count)" }
            return bytes == record.bytes ? nil : "\(bytes) bytes are counted as \(record.bytes)"
        }

        private mutating func objectFault(_ object: Address) -> String? {
            let first = object &+ UInt32(EtsTable.objectHeader * 4)
            let end = object &+ UInt32(arena.size(of: object))
            guard EtsObject.tuple(object).isTuple else { return "an object is no tuple" }
            var pending = [EtsObject.tuple(object)]
            while let term = pending.popLast() {
                guard term.isList || term.isBoxed, term.address &- heapRegion < heapRegionSize else { continue }
                guard term.address >= first, term.address < end else { return "an object refers to what is outside it" }
                if term.isList {
                    pending += [term.head, term.tail]
                } else if !Header.isHeader(loadWord(term.boxedAddress)) {
                    return "an object has a pointer to no header"
                } else if !term.header.isRaw {
                    pending += (0..<term.header.words).map { term.boxedTerm($0) }.filter { $0.isList || $0.isBoxed }
                }
            }
            var entry = loadWord(EtsObject.bitstrings(object))
            while entry != 0 {
                guard entry >= first, entry < end, loadWord(entry) == Header(.sharedBitstring, words: 3).bits,
                    SharedBlock.references(loadWord(entry &+ 4)) > 0
                else { return "an object's shared bitstrings are not in order" }
                entry = loadWord(entry &+ 12)
            }
            return nil
        }
    }
#endif
