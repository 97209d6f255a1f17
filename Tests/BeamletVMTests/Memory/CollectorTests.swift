import XCTest

@testable import BeamletVM

final class CollectorTests: XCTestCase {
    private let owner = TestMemory.owner(0)

    /// How a collection is made to go.
    private enum Way: CaseIterable { case copying, inPlace, inPlaceWithoutScratch }

    /// Fills a process's heap, its stack, registers and dictionary with random terms.
    private func fill(_ machine: inout Machine, seed: UInt64) {
        var builder = HeapBuilder(seed: seed)
        let stackWords = Int.random(in: 0...12, using: &builder.random)
        while builder.object(&machine, owner) != nil {}
        for index in 0..<stackWords where machine.freeWords(owner) > 0 {
            let top = process(owner).pointee.stackTop - 4
            process(owner).pointee.stackTop = top
            switch index % 4 {
            case 0: storeWord(Stack.returnWord(0x0800_1234 + UInt32(index) * 2), top)
            case 1: store(Term(bits: 9 << 5 | Tag.special), top)
            default: store(builder.pick(), top)
            }
        }
        for slot in 0..<6 { store(builder.pick(), machine.x + 12 + UInt32(slot) * 4) }
        process(owner).pointee.dictionary = builder.pick()
        process(owner).pointee.reason = builder.pick()
    }

    /// All roots as trees.
    private func picture(_ machine: inout Machine, live: Int) -> [Tree] {
        let roots = machine.roots(owner, live: live)
        return (0..<CollectionRoots.ranges).flatMap { range in
            let (start, words) = roots.range(range)
            return (0..<words).map { Tree(load(start + UInt32($0) * 4)) }
        }
    }

    private func collect(_ machine: inout Machine, _ way: Way, live: Int, need: Int) -> Bool {
        switch way {
        case .copying: return machine.collect(owner, live: live, need: need)
        case .inPlace:
            // The copy's three attempts fail; the rest is as it would be.
            machine.arena.failAfter = 0
            defer { machine.arena.failAfter = -1 }
            return machine.collect(owner, live: live, need: need)
        case .inPlaceWithoutScratch:
            var taken: [Address] = []
            while true {
                let block = machine.arena.allocate(bytes: machine.arena.largestFree)
                if block == 0 { break }
                taken.append(block)
            }
            let done = machine.collect(owner, live: live, need: need)
            for block in taken { machine.arena.free(block) }
            return done
        }
    }

    func testCollectionsKeepWhatLives() {
        for way in Way.allCases {
            for seed in 0..<120 as Range<UInt64> {
                let memory = TestMemory(bytes: 65_536)
                var machine = memory.machine(heapWords: 50 + Int(seed) * 7 % 900)
                fill(&machine, seed: seed)
                let live = Int(seed % 7)
                XCTAssertNil(machine.heapFault(owner, live: live))
                let before = picture(&machine, live: live)
                let done = collect(&machine, way, live: live, need: way == .copying ? 40 : 0)
                if way == .copying { XCTAssertTrue(done) }
                XCTAssertNil(machine.heapFault(owner, live: live), "\(way) seed \(seed)")
                XCTAssertEqual(picture(&machine, live: live), before, "\(way) seed \(seed)")
                if done, way == .copying { XCTAssertGreaterThanOrEqual(machine.freeWords(owner), 40) }
                XCTAssertTrue(machine.arena.check(), "\(way) seed \(seed)")
            }
        }
    }

    func testRepeatedCollectionsInTurn() {
        for seed in 0..<60 as Range<UInt64> {
            let memory = TestMemory(bytes: 65_536)
            var machine = memory.machine(heapWords: 300)
            fill(&machine, seed: seed)
            var random = SeededGenerator(seed)
            for step in 0..<20 {
                let before = picture(&machine, live: 6)
                _ = collect(&machine, Way.allCases.randomElement(using: &random)!, live: 6, need: 12)
                XCTAssertEqual(picture(&machine, live: 6), before, "seed \(seed) step \(step)")
                XCTAssertNil(machine.heapFault(owner, live: 6), "seed \(seed) step \(step)")
                // New objects on top of the old ones: they point down, the copied ones up.
                var builder = HeapBuilder(seed: seed * 100 + UInt64(step))
                for slot in 0..<6 { builder.made.append(load(machine.x + 12 + UInt32(slot) * 4)) }
                for _ in 0..<6 { _ = builder.object(&machine, owner) }
                store(builder.made.last!, machine.x + 12 + UInt32(step % 6) * 4)
            }
        }
    }

    /// The same heap, fragments included, is copied by one collection and compacted in place by another: what lives must be equal in
    /// value and in size, whatever room there is for the compaction's table.
    func testACompactionLeavesWhatACopyLeaves() {
        for seed in 0..<300 as Range<UInt64> {
            var random = SeededGenerator(seed &* 7919)
            let words = Int.random(in: 60...6000, using: &random)
            // What stays free elsewhere: in some cases the table fits, in others what is kept for it has to do.
            let room = Int.random(in: 4...1000, using: &random)
            var left: [(trees: [Tree], words: Int, bitstrings: Int)] = []
            for inPlace in [false, true] {
                let memory = TestMemory(bytes: 131_072)
                var machine = memory.machine(heapWords: words)
                fill(&machine, seed: seed)
                addFragments(&machine, seed: seed)
                XCTAssertNil(machine.heapFault(owner, live: 6))
                if inPlace {
                    let block = machine.arena.allocate(bytes: room)
                    while machine.arena.allocate(bytes: machine.arena.largestFree) != 0 {}
                    machine.arena.free(block)
                    machine.compact(owner, roots: machine.roots(owner, live: 6))
                } else {
                    XCTAssertTrue(machine.collectByCopying(owner, roots: machine.roots(owner, live: 6), need: 0))
                }
                XCTAssertNil(machine.heapFault(owner, live: 6), "seed \(seed)")
                XCTAssertTrue(machine.arena.check(), "seed \(seed)")
                var bitstrings = 0
                var entry = process(owner).pointee.sharedBitstrings
                while entry != 0 {
                    bitstrings += 1
                    entry = loadWord(entry + 12)
                }
                let heap = Int(process(owner).pointee.heapTop - process(owner).pointee.heapStart) / 4
                left.append((picture(&machine, live: 6), heap, bitstrings))
                if inPlace, process(owner).pointee.fragments != 0 {
                    // There was no room to fold them in: with what they hold alive it is at least as much.
                    left[1].words = left[0].words
                    XCTAssertLessThan(heap, left[0].words, "seed \(seed)")
                }
            }
            XCTAssertEqual(left[0].trees, left[1].trees, "seed \(seed)")
            XCTAssertEqual(left[0].words, left[1].words, "seed \(seed)")
            XCTAssertEqual(left[0].bitstrings, left[1].bitstrings, "seed \(seed)")
        }
    }

    /// Where a compaction leaves fragments, or a collection finds no room, nothing is old: what lives may refer to what will move.
    func testNothingIsOldWhereFragmentsStay() {
        for need in [0, 5000] {
            let memory = TestMemory(bytes: 16_384)
            var machine = memory.machine(heapWords: 1500)
            store(.nil, machine.x + 12)
            while machine.freeWords(owner) >= 2 {
                let top = process(owner).pointee.heapTop
                store(Term(small: 3), top)
                store(load(machine.x + 12), top + 4)
                process(owner).pointee.heapTop = top + 8
                store(Term(list: top), machine.x + 12)
            }
            let fragment = machine.arena.allocate(bytes: 16)
            storeWord(0, fragment)
            storeWord(2, fragment + 4)
            store(Term(small: 4), fragment + 8)
            store(load(machine.x + 12), fragment + 12)
            process(owner).pointee.fragments = fragment
            store(Term(list: fragment + 8), machine.x + 12)
            let details = machine.makeDetails(owner)
            processDetails(details).pointee.youngStart = process(owner).pointee.heapTop
            while machine.arena.allocate(bytes: machine.arena.largestFree) != 0 {}
            XCTAssertEqual(machine.collect(owner, live: 1, need: need, kind: .promoting), need == 0)
            XCTAssertNotEqual(process(owner).pointee.fragments, 0)
            XCTAssertEqual(processDetails(details).pointee.youngStart, 0)
            XCTAssertNil(machine.heapFault(owner, live: 1))
        }
    }

    /// Where a heap is full, and fragments are there, young data alone are collected all the same, as long as enough of them is dead.
    func testYoungDataAreCollectedWhereFragmentsAre() {
        var young = 0
        for seed in 1...60 as ClosedRange<UInt64> {
            let memory = TestMemory(bytes: 65_536)
            var machine = memory.machine(heapWords: 3000)
            fill(&machine, seed: seed)
            var builder = HeapBuilder(seed: seed ^ 0xBEE)
            // So much is alive that it may be old, and mostly of cells.
            store(.nil, machine.x + 12)
            XCTAssertTrue(machine.collect(owner, live: 6, need: 1500, kind: .full))
            for _ in 0..<600 {
                let top = process(owner).pointee.heapTop
                store(builder.pick(), top)
                store(load(machine.x + 12), top + 4)
                process(owner).pointee.heapTop = top + 8
                store(Term(list: top), machine.x + 12)
            }
            XCTAssertTrue(machine.collect(owner, live: 6, need: 1000, kind: .promoting))
            let details = process(owner).pointee.details
            XCTAssertNotEqual(details, 0)
            XCTAssertNotEqual(processDetails(details).pointee.youngStart, 0)
            for slot in 0..<6 { builder.made.append(load(machine.x + 12 + UInt32(slot) * 4)) }
            while builder.object(&machine, owner) != nil {}
            for slot in 1..<4 { store(builder.pick(), machine.x + 12 + UInt32(slot) * 4) }
            addFragments(&machine, seed: seed)
            let hadFragments = process(owner).pointee.fragments != 0
            let before = picture(&machine, live: 6)
            XCTAssertTrue(machine.collect(owner, live: 6, need: 20, kind: .promoting))
            XCTAssertEqual(picture(&machine, live: 6), before, "seed \(seed)")
            XCTAssertNil(machine.heapFault(owner, live: 6), "seed \(seed)")
            XCTAssertEqual(process(owner).pointee.fragments, 0)
            if hadFragments, processDetails(details).pointee.youngCollections == 1 { young += 1 }
        }
        XCTAssertGreaterThan(young, 30)
    }

    /// Where all of a heap is old, and fragments are there that find no room behind it, everything is collected.
    func testFragmentsFindNoRoomWhereNothingIsYoung() {
        for seed in 1...20 as ClosedRange<UInt64> {
            let memory = TestMemory(bytes: 262_144)
            var machine = memory.machine(heapWords: 3000)
            fill(&machine, seed: seed)
            store(.nil, machine.x + 12)
            XCTAssertTrue(machine.collect(owner, live: 6, need: 1500, kind: .full))
            for value in 0..<600 {
                let top = process(owner).pointee.heapTop
                store(Term(small: value), top)
                store(load(machine.x + 12), top + 4)
                process(owner).pointee.heapTop = top + 8
                store(Term(list: top), machine.x + 12)
            }
            XCTAssertTrue(machine.collect(owner, live: 6, need: 1000, kind: .promoting))
            let limits = processDetails(process(owner).pointee.details)
            XCTAssertEqual(limits.pointee.youngStart, process(owner).pointee.heapTop)
            // A list that takes more than there is, and leads to old data.
            let words = machine.freeWords(owner) & ~1 + 2
            let fragment = machine.arena.allocate(bytes: (words + Fragment.headerWords) * 4)
            storeWord(0, fragment)
            storeWord(UInt32(words), fragment + 4)
            var list = load(machine.x + 16)
            for index in 0..<words / 2 {
                let cell = Fragment.content(fragment) + UInt32(index) * 8
                store(index % 7 == 0 ? load(machine.x + 20) : Term(small: index), cell)
                store(list, cell + 4)
                list = Term(list: cell)
            }
            process(owner).pointee.fragments = fragment
            store(list, machine.x + 16)
            let before = picture(&machine, live: 6)
            XCTAssertTrue(machine.collect(owner, live: 6, need: 20, kind: .promoting))
            XCTAssertEqual(picture(&machine, live: 6), before, "seed \(seed)")
            XCTAssertNil(machine.heapFault(owner, live: 6), "seed \(seed)")
            XCTAssertEqual(process(owner).pointee.fragments, 0)
            XCTAssertEqual(limits.pointee.youngCollections, 0)
        }
    }

    /// Some fragments whose objects refer to each other, to the heap and to older fragments; registers refer to some of them.
    private func addFragments(_ machine: inout Machine, seed: UInt64) {
        var builder = HeapBuilder(seed: seed ^ 0xF00D)
        for slot in 0..<6 { builder.made.append(load(machine.x + 12 + UInt32(slot) * 4)) }
        for slot in 0..<UInt32(seed % 4) {
            let room = 12 + Int(seed % 50)
            let fragment = machine.arena.allocate(bytes: (room + Fragment.headerWords) * 4)
            var words = 0
            while words + 8 <= room {
                words += builder.write(&machine, owner, Fragment.content(fragment) + UInt32(words) * 4).1
            }
            storeWord(process(owner).pointee.fragments, fragment)
            storeWord(UInt32(words), fragment + 4)
            process(owner).pointee.fragments = fragment
            if slot != 1 { store(builder.pick(), machine.x + 12 + slot * 4) }
        }
    }

    /// Objects of more words than a group of mark bits, and references into each of their surroundings.
    func testLargeObjectsAreCompacted() {
        for arity in [30, 31, 32, 33, 62, 63, 64, 65, 100, 300] {
            for shift in 0..<40 as Range<UInt32> {
                let memory = TestMemory(bytes: 16_384)
                var machine = memory.machine(heapWords: 1200)
                var top = process(owner).pointee.heapTop + shift * 4
                for word in 0..<shift { store(.nil, process(owner).pointee.heapTop + word * 4) }
                var last = Term.nil
                for round in 0..<3 {
                    storeWord(Header.tuple(arity).bits, top)
                    for index in 0..<arity {
                        store(index == 7 ? last : Term(small: index + round), top + 4 + UInt32(index) * 4)
                    }
                    last = Term(boxed: top)
                    top += 4 + UInt32(arity) * 4
                    storeWord(Header(.positiveBignum, words: 2).bits, top)
                    storeWord(top | Tag.list, top + 4)
                    storeWord(1, top + 8)
                    store(Term(boxed: top), top + 12)
                    store(last, top + 16)
                    if round != 1 { last = Term(list: top + 12) }
                    top += 20
                }
                process(owner).pointee.heapTop = top
                store(last, machine.x + 12)
                let before = picture(&machine, live: 1)
                machine.compact(owner, roots: machine.roots(owner, live: 1))
                XCTAssertNil(machine.heapFault(owner, live: 1), "arity \(arity) shift \(shift)")
                XCTAssertEqual(picture(&machine, live: 1), before, "arity \(arity) shift \(shift)")
            }
        }
    }

    func testSharedBlocksAreReleasedWhenNothingRefersToThem() {
        for way in Way.allCases {
            let memory = TestMemory(bytes: 16_384)
            var machine = memory.machine(heapWords: 100)
            let free = machine.arena.freeBytes
            var top = process(owner).pointee.heapTop
            var kept = Term.nil
            for index in 0..<10 {
                let block = machine.makeSharedBlock(capacity: 100)
                SharedBlock.setUsed(bits: 100 * 8, block)
                let term = machine.writeSharedBitstring(block, bits: 800, at: top, owner: owner)
                if index == 4 { kept = term }
                top += 16
            }
            process(owner).pointee.heapTop = top
            process(owner).pointee.dictionary = kept
            _ = collect(&machine, way, live: -3, need: 0)
            XCTAssertNil(machine.heapFault(owner, live: -3))
            XCTAssertEqual(process(owner).pointee.sharedBitstrings, process(owner).pointee.dictionary.boxedAddress)
            process(owner).pointee.dictionary = .nil
            _ = collect(&machine, way, live: -3, need: 0)
            XCTAssertEqual(process(owner).pointee.sharedBitstrings, 0)
            machine.releaseHeap(owner)
            XCTAssertEqual(machine.arena.freeBytes, free + 404)
            XCTAssertTrue(machine.arena.check())
        }
    }

    func testWhatCannotFitIsRefusedAndLeavesTheHeapIntact() {
        let memory = TestMemory(bytes: 8192)
        var machine = memory.machine(heapWords: 400)
        fill(&machine, seed: 3)
        let before = picture(&machine, live: 3)
        XCTAssertFalse(machine.collect(owner, live: 3, need: 5000))
        XCTAssertFalse(machine.collect(owner, live: 3, need: 1 << 28))
        XCTAssertEqual(picture(&machine, live: 3), before)
        XCTAssertNil(machine.heapFault(owner, live: 3))
        XCTAssertTrue(machine.arena.check())
    }

    func testAHeapCanFillTheArena() {
        // A list grows until nothing more fits: it must take nearly all of the memory, though no copy of it could be made.
        let memory = TestMemory(bytes: 16_384)
        var machine = memory.machine(heapWords: 24)
        store(.nil, machine.x + 12)
        var count = 0
        while true {
            if machine.freeWords(owner) < 2, !machine.collect(owner, live: 1, need: 2) { break }
            let top = process(owner).pointee.heapTop
            store(Term(small: count), top)
            store(load(machine.x + 12), top + 4)
            store(Term(list: top), machine.x + 12)
            process(owner).pointee.heapTop = top + 8
            count += 1
        }
        XCTAssertGreaterThan(count * 8, 15_000)
        var list = load(machine.x + 12)
        while count > 0 {
            count -= 1
            guard list.isList, list.head == Term(small: count) else { return XCTFail("element \(count) is lost") }
            list = list.tail
        }
        XCTAssertTrue(list.isNil)
    }

    func testABlockGrowsIntoTheMemoryBeforeIt() {
        for seed in 0..<40 as Range<UInt64> {
            let memory = TestMemory(bytes: 16_384)
            var machine = memory.machine(heapWords: 24)
            // Free memory before the block, too little for a copy, and none after it.
            let before = machine.arena.allocate(bytes: 4000)
            machine.arena.free(process(owner).pointee.heapStart)
            XCTAssertTrue(machine.giveHeap(owner, words: 1500))
            let rest = machine.arena.allocate(bytes: machine.arena.largestFree)
            fill(&machine, seed: seed)
            let picture = picture(&machine, live: 3)
            XCTAssertTrue(machine.collect(owner, live: 3, need: 0))
            machine.arena.free(before)
            let need = machine.freeWords(owner) + 800
            let worked = machine.collect(owner, live: 3, need: need)
            XCTAssertTrue(worked, "seed \(seed)")
            XCTAssertEqual(self.picture(&machine, live: 3), picture)
            XCTAssertNil(machine.heapFault(owner, live: 3), "seed \(seed)")
            XCTAssertTrue(machine.arena.check())
            _ = rest
        }
    }

    func testMaxHeapIsHonoured() {
        let memory = TestMemory(bytes: 16_384)
        var machine = memory.machine(heapWords: 400)
        fill(&machine, seed: 5)
        process(owner).pointee.details = 0
        let details = machine.makeDetails(owner)
        processDetails(details).pointee.maxHeap = 20 | ProcessDetails.isSilent
        XCTAssertFalse(machine.collect(owner, live: 3, need: 1))
        XCTAssertTrue(process(owner).pointee.flags.contains(.exceededHeap))
        processDetails(details).pointee.maxHeap = 20 | ProcessDetails.isSilent | ProcessDetails.keepsRunning
        XCTAssertTrue(machine.collect(owner, live: 3, need: 1))
        processDetails(details).pointee.maxHeap = 600
        process(owner).pointee.collections = 20
        XCTAssertTrue(machine.collect(owner, live: 3, need: 1))
        XCTAssertLessThanOrEqual(machine.stackEnd(owner) - process(owner).pointee.heapStart, 2500)
        XCTAssertNil(machine.heapFault(owner, live: 3))
    }

    func testAnAllocationThatFailsAtAnyPointDoesNoHarm() {
        for failAfter in 0..<12 {
            let memory = TestMemory(bytes: 32_768)
            var machine = memory.machine(heapWords: 300)
            fill(&machine, seed: UInt64(failAfter))
            let before = picture(&machine, live: 3)
            machine.arena.failAfter = failAfter
            for _ in 0..<6 { _ = machine.collect(owner, live: 3, need: 50) }
            XCTAssertEqual(picture(&machine, live: 3), before)
            XCTAssertNil(machine.heapFault(owner, live: 3))
            XCTAssertTrue(machine.arena.check())
        }
    }

    func testTrimGivesFreeWordsBack() {
        let memory = TestMemory(bytes: 65_536)
        var machine = memory.machine(heapWords: 5000)
        let top = process(owner).pointee.stackTop - 4
        process(owner).pointee.stackTop = top
        store(Term(small: 7), top)
        let free = machine.arena.freeBytes
        machine.trim(owner, keep: 10)
        XCTAssertGreaterThan(machine.arena.freeBytes, free + 19_000)
        XCTAssertGreaterThanOrEqual(machine.freeWords(owner), 10)
        XCTAssertEqual(load(process(owner).pointee.stackTop), Term(small: 7))
        XCTAssertTrue(machine.arena.check())
        XCTAssertNil(machine.heapFault(owner, live: -3))
    }

    func testALiteralIsLeftWhereItIs() {
        let memory = TestMemory(bytes: 8192)
        var machine = memory.machine()
        let literal = Term(list: machine.x + 128)
        store(literal, machine.x + 12)
        for way in Way.allCases {
            _ = collect(&machine, way, live: 1, need: 4)
            XCTAssertEqual(load(machine.x + 12), literal)
        }
    }

    func testReturnWordsLookLikeNoTerm() {
        for ip in [0, 2, 0x0800_0000, 0x2001_FFFE, 0x3FFF_FFFE] as [Address] {
            XCTAssertTrue(Stack.isReturn(Stack.returnWord(ip)))
            XCTAssertEqual(Stack.returnAddress(Stack.returnWord(ip)), ip)
        }
    }
}
