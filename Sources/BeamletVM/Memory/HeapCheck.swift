#if !hasFeature(Embedded)
    extension Machine {
        /// Walks all that a process's roots reach and checks that each pointer leads to a well-formed object on its heap, in
        /// one of its fragments, or outside the heap region. Returns what is wrong with the first that does not, or nil.
        /// For tests on Linux: uses memory of its own.
        public mutating func heapFault(_ owner: Address, live: Int) -> String? {
            let details = process(owner).pointee.details
            var check = HeapCheck(
                arena: arena, base: heapRegion, size: heapRegionSize, roots: roots(owner, live: live), owner: owner,
                youngStart: details == 0 ? 0 : processDetails(details).pointee.youngStart)
            return check.run()
        }

        /// After a collection, where `checksMemory` is set: ends the program when its heap or the arena is not as it must be. A
        /// collection moves what the machine must find again, so an error here shows close to where it was made.
        mutating func verify(_ owner: Address, live: Int) {
            if let fault = heapFault(owner, live: live) { fatalError("after a collection: \(fault)") }
            if let fault = tableFault() { fatalError("after a collection: \(fault)") }
            precondition(arena.check(), "after a collection: the arena's blocks and lists do not agree")
            if collectsAlways { wipe(process(owner).pointee.heapTop..<process(owner).pointee.stackTop) }
        }

        /// `ensure` where `collectsAlways` is set: collects, unless the last collection has made sure of these words too. So whatever
        /// a native function still holds that has moved, or did not count as alive, it finds overwritten, and answers wrongly or ends.
        mutating func ensureAnew(_ words: Int, live: Int, kind: CollectionKind) -> Bool {
            let top = process(current).pointee.heapTop
            let end = UInt64(top) + UInt64(max(words, 0)) * 4
            // Where another process has its heap there now, the room may not be.
            if ensured.lowerBound <= top, end <= ensured.upperBound, freeWords(current) >= words { return true }
            ensured = 0..<0
            guard collect(current, live: live, need: words, kind: kind) else { return false }
            let start = process(current).pointee.heapTop
            ensured = start..<start + UInt32(max(words, 0)) * 4
            return true
        }

        /// Overwrites memory that nobody may read any more, with what is a header of more words than there are.
        func wipe(_ range: Range<Address>) {
            for place in stride(from: range.lowerBound, to: range.upperBound, by: 4) { storeWord(0xDEAD_BEEF, place) }
        }
    }

    /// One walk over a process's memory.
    private struct HeapCheck {
        let arena: BlockAllocator
        let base: Address
        let size: UInt32
        let roots: CollectionRoots
        let owner: Address
        /// Where the young part of the heap begins; 0: there is no old one.
        let youngStart: Address
        /// Old cells and tuples that may refer to young data: see `YoungCollection.swift`.
        var changeable: Set<Address> = []
        var ranges: [Range<Address>] = []
        /// Objects that were found, and for each word of them the object that it belongs to.
        var owners: [Address: Address] = [:]
        var pending: [(Term, String)] = []
        var bitstrings: Set<Address> = []

        init(
            arena: BlockAllocator, base: Address, size: UInt32, roots: CollectionRoots, owner: Address,
            youngStart: Address
        ) {
            self.youngStart = youngStart
            self.arena = arena
            self.base = base
            self.size = size
            self.roots = roots
            self.owner = owner
        }

        mutating func run() -> String? {
            let control = process(owner).pointee
            let isEmbedded = control.heapStart == owner + UInt32(Process.size)
            let block = isEmbedded ? owner : control.heapStart
            let end = block &+ UInt32(arena.size(of: block))
            guard control.heapStart <= control.heapTop, control.heapTop <= control.stackTop, control.stackTop <= end
            else { return "heap and stack overlap" }
            ranges.append(control.heapStart..<control.heapTop)
            var fragment = control.fragments
            while fragment != 0 {
                let words = Fragment.words(fragment) + Fragment.headerWords
                guard words * 4 <= arena.size(of: fragment) else { return "a fragment exceeds its block" }
                ranges.append(Fragment.content(fragment)..<Fragment.end(fragment))
                fragment = Fragment.next(fragment)
            }
            var entry = control.sharedBitstrings
            while entry != 0 {
                guard bitstrings.insert(entry).inserted else { return "the list of shared bitstrings is a ring" }
                if let fault = bitstringFault(entry) { return fault }
                entry = loadWord(entry &+ 12)
            }
            for range in 0..<CollectionRoots.ranges {
                let (start, words) = roots.range(range)
                for index in 0..<words {
                    let word = loadWord(start &+ UInt32(index) * 4)
                    let place = "\(["X slot", "stack word", "control block term"][range]) \(index)"
                    if range != 1, Header.isHeader(word) { return "\(place) is not a term" }
                    pending.append((Term(bits: word), place))
                }
            }
            for list in [control.mailbox, control.dictionary] {
                var cell = list
                while cell.isList {
                    changeable.insert(cell.listAddress)
                    cell = cell.tail
                }
            }
            var marker = control.markers
            while !marker.isNil {
                changeable.insert(marker.address)
                marker = marker.element(2)
            }
            while let (term, place) = pending.popLast() {
                if let fault = fault(term, place) { return fault }
            }
            return mailboxFault()
        }

        private func bitstringFault(_ entry: Address) -> String? {
            guard contains(entry, bytes: 16) else { return "a listed shared bitstring lies outside the heap" }
            guard loadWord(entry) == Header(.sharedBitstring, words: 3).bits else {
                return "a listed shared bitstring has no header"
            }
            let block = loadWord(entry &+ 4)
            guard SharedBlock.references(block) > 0 else { return "a shared block in use has no references" }
            let bits = Term(bits: loadWord(entry &+ 8)).smallValue
            guard bits <= SharedBlock.used(block), SharedBlock.used(block) <= SharedBlock.capacity(block) * 8
            else { return "a shared bitstring is longer than its block" }
            return nil
        }

        private func isOld(_ address: Address) -> Bool {
            process(owner).pointee.heapStart <= address && address < youngStart
        }

        private func isYoung(_ term: Term) -> Bool {
            (term.isList || term.isBoxed) && term.address &- base < size && !isOld(term.address)
        }

        private func contains(_ address: Address, bytes: UInt32) -> Bool {
            ranges.contains { $0.lowerBound <= address && address < $0.upperBound && bytes <= $0.upperBound - address }
        }

        private mutating func fault(_ term: Term, _ place: String) -> String? {
            guard term.isList || term.isBoxed else { return nil }
            let address = term.address
            guard address &- base < size else { return nil }
            guard contains(address, bytes: term.isList ? 8 : 4) else {
                return "\(place) points to \(String(address, radix: 16)), outside the heap"
            }
            if owners[address] == address { return nil }
            let first = loadWord(address)
            if term.isList {
                guard !Header.isHeader(first), !Header.isHeader(loadWord(address &+ 4)) else {
                    return "\(place) points to a cell that holds a header"
                }
            } else if let fault = boxedFault(term, place) {
                return fault
            }
            let words = term.isList ? 2 : 1 + term.header.words
            for index in 0..<UInt32(words) {
                guard owners.updateValue(address, forKey: address &+ index * 4) == nil else {
                    return "\(place) points into another object"
                }
            }
            guard term.isList || !term.header.isRaw else { return nil }
            for index in UInt32(term.isList ? 0 : 1)..<UInt32(words) {
                let content = load(address &+ index * 4)
                guard !Header.isHeader(content.bits) else { return "\(place) points to an object with a header inside" }
                let place = "word \(index) of \(String(address, radix: 16))"
                guard !isOld(address) || changeable.contains(address) || !isYoung(content) else {
                    return "\(place), which is old, points to young data"
                }
                pending.append((content, place))
            }
            return nil
        }

        private func boxedFault(_ term: Term, _ place: String) -> String? {
            guard Header.isHeader(loadWord(term.boxedAddress)) else { return "\(place) points to no header" }
            let header = term.header
            guard contains(term.boxedAddress, bytes: 4 + UInt32(header.words) * 4) else {
                return "\(place) points to an object that exceeds the heap"
            }
            let wellFormed: Bool
            switch header.kind {
            case .tuple, .fun, .record, .hashNode, .hashMap: wellFormed = true
            case .flatMap:
                wellFormed =
                    header.words > 0 && term.boxedTerm(0).isTuple
                    && term.boxedTerm(0).header.words == header.words - 1
            case .exportFun: wellFormed = header.words == 3
            case .subBitstring, .matchContext:
                let base = term.boxedTerm(0)
                let start = header.kind == .subBitstring ? term.boxedTerm(1).smallValue : 0
                let end = start + term.boxedTerm(2).smallValue
                if base.isBoxed(.heapBitstring) {
                    wellFormed = end <= Int(base.boxedWord(0))
                } else {
                    wellFormed = base.isBoxed(.sharedBitstring) && end <= SharedBlock.used(base.boxedWord(0))
                }
            case .sharedBitstring: wellFormed = header.words == 3 && bitstrings.contains(term.boxedAddress)
            case .positiveBignum, .negativeBignum:
                wellFormed = header.words > 0 && term.boxedWord(header.words - 1) != 0
            case .float: wellFormed = header.words == 2
            case .heapBitstring: wellFormed = header.words == 1 + (Int(term.boxedWord(0)) + 31) / 32
            case .reference: wellFormed = header.words >= 3
            case .externalPid, .externalPort: wellFormed = header.words == 4
            case .externalReference: wellFormed = (3...7).contains(header.words)
            default: wellFormed = false
            }
            return wellFormed ? nil : "\(place) points to a malformed object of kind \(header.kind.rawValue)"
        }

        private func mailboxFault() -> String? {
            let control = process(owner).pointee
            var cell = control.mailbox
            var last = Term.nil
            var saved = control.mailboxSave.isNil
            var lastOld = Term.nil
            while cell.isList {
                last = cell
                if youngStart != 0, control.heapStart <= cell.address, cell.address < youngStart { lastOld = cell }
                if cell == control.mailboxSave { saved = true }
                cell = cell.tail
            }
            guard cell.isNil, last == control.mailboxLast else { return "the mailbox's last cell is not its last" }
            if lastOld.isList, lastOld != processDetails(control.details).pointee.lastOldMessage {
                return "the last old message is another one"
            }
            return saved ? nil : "the mailbox's saved position is not in it"
        }
    }
#endif
