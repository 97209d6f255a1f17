import XCTest

@testable import BeamletVM

final class CopyTests: XCTestCase {
    private let sender = TestMemory.owner(0)
    private let receiver = TestMemory.owner(1)

    private func tree(_ term: Term) -> Tree {
        var limit = 3000
        return Tree(bitsOf: term, &limit)
    }

    /// References to shared blocks that a process's list holds.
    private func sharedCount(_ owner: Address) -> Int {
        var count = 0
        var entry = process(owner).pointee.sharedBitstrings
        while entry != 0 {
            count += 1
            entry = loadWord(entry + 12)
        }
        return count
    }

    private func messages(_ owner: Address) -> [Term] {
        var messages: [Term] = []
        var cell = process(owner).pointee.mailbox
        while cell.isList {
            messages.append(cell.head)
            cell = cell.tail
        }
        return messages
    }

    func testAMessageGoesToTheReceiversHeapWhereThereIsRoom() {
        let memory = TestMemory(bytes: 16_384)
        var machine = memory.machine(processes: 2)
        let top = process(sender).pointee.heapTop
        storeWord(Header.tuple(2).bits, top)
        store(Term(atom: 3), top + 4)
        store(Term(small: -8), top + 8)
        process(sender).pointee.heapTop = top + 12
        let used = process(receiver).pointee.heapTop
        XCTAssertTrue(machine.deliver(Term(boxed: top), to: receiver))
        XCTAssertEqual(process(receiver).pointee.mailbox.head, Term(boxed: used))
        XCTAssertEqual(process(receiver).pointee.heapTop, used + 20)
        XCTAssertEqual(process(receiver).pointee.fragments, 0)
        XCTAssertEqual(messages(receiver).map(tree), [tree(Term(boxed: top))])
        XCTAssertNil(machine.heapFault(receiver, live: -3))
    }

    func testManyMessagesKeepTheirOrderOnHeapAndInFragments() {
        for seed in 0..<40 as Range<UInt64> {
            let memory = TestMemory(bytes: 131_072)
            var machine = memory.machine(processes: 2, heapWords: 200)
            var builder = HeapBuilder(seed: seed)
            var expected: [Tree] = []
            for step in 0..<60 {
                if builder.object(&machine, sender) == nil {
                    // Old terms are given up with the whole heap.
                    machine.releaseHeap(sender)
                    XCTAssertTrue(machine.giveHeap(sender, words: 200))
                    builder.made = [.nil, Term(atom: 4)]
                    continue
                }
                let term = builder.made.last!
                // What is shared is copied again and again.
                guard (0..<300).contains(machine.flatSize(term)) else { continue }
                expected.append(tree(term))
                guard machine.deliver(term, to: receiver) else {
                    return XCTFail("no memory for message \(step) of seed \(seed)")
                }
                XCTAssertEqual(tree(process(receiver).pointee.mailboxLast.head), expected.last!)
                XCTAssertNil(machine.heapFault(receiver, live: -3), "seed \(seed) message \(step)")
                XCTAssertNil(machine.heapFault(sender, live: -3), "seed \(seed) message \(step)")
            }
            XCTAssertEqual(messages(receiver).map(tree), expected)
            XCTAssertTrue(machine.arena.check())

            // The first half is received; then collections of each kind fold the rest in.
            var cell = process(receiver).pointee.mailbox
            for _ in 0..<expected.count / 2 { cell = cell.tail }
            process(receiver).pointee.mailbox = cell
            expected.removeFirst(expected.count / 2)
            machine.arena.failAfter = seed % 2 == 0 ? 0 : -1
            _ = machine.collect(receiver, live: -3, need: 4)
            machine.arena.failAfter = -1
            XCTAssertNil(machine.heapFault(receiver, live: -3), "seed \(seed)")
            XCTAssertEqual(messages(receiver).map(tree), expected)
            XCTAssertTrue(machine.collect(receiver, live: -3, need: 4))
            XCTAssertEqual(process(receiver).pointee.fragments, 0)
            XCTAssertEqual(messages(receiver).map(tree), expected)
            XCTAssertNil(machine.heapFault(receiver, live: -3), "seed \(seed)")
            XCTAssertTrue(machine.arena.check())
        }
    }

    func testFragmentsSurviveACompactionWithoutRoomForThem() {
        for seed in 0..<60 as Range<UInt64> {
            let memory = TestMemory(bytes: 65_536)
            var machine = memory.machine(processes: 2, heapWords: 120)
            var builder = HeapBuilder(seed: seed)
            while builder.object(&machine, sender) != nil {}
            var own = HeapBuilder(seed: seed + 1000)
            while own.object(&machine, receiver) != nil {}
            var expected: [Tree] = []
            for _ in 0..<12 {
                let term = builder.pick()
                guard machine.deliver(term, to: receiver) else { break }
                expected.append(tree(term))
            }
            // A cell of the heap refers to a fragment, and a fragment's cell to the heap.
            process(receiver).pointee.dictionary = own.made.last!
            process(receiver).pointee.trace = process(receiver).pointee.mailboxLast
            let dictionary = tree(own.made.last!)
            for round in 0..<4 {
                machine.arena.failAfter = 0
                _ = machine.collect(receiver, live: -3, need: round * 200)
                machine.arena.failAfter = -1
                XCTAssertNil(machine.heapFault(receiver, live: -3), "seed \(seed) round \(round)")
                XCTAssertEqual(messages(receiver).map(tree), expected, "seed \(seed) round \(round)")
                XCTAssertEqual(tree(process(receiver).pointee.dictionary), dictionary)
            }
            // With the messages received, their fragments go, even without a copy.
            process(receiver).pointee.mailbox = .nil
            process(receiver).pointee.mailboxLast = .nil
            process(receiver).pointee.trace = .nil
            machine.arena.failAfter = 0
            _ = machine.collect(receiver, live: -3, need: 0)
            machine.arena.failAfter = -1
            XCTAssertEqual(process(receiver).pointee.fragments, 0)
            XCTAssertTrue(machine.arena.check())
        }
    }

    func testATermThatDoesNotFitIsDroppedWithoutTrace() {
        for failAfter in 0..<3 {
            let memory = TestMemory(bytes: 8192)
            var machine = memory.machine(processes: 2, heapWords: 60)
            // Each tuple holds the one before twice: 2^20 objects when copied.
            var term = Term.nil
            var top = process(sender).pointee.heapTop
            let block = machine.makeSharedBlock(capacity: 80)
            SharedBlock.setUsed(bits: 80 * 8, block)
            term = machine.writeSharedBitstring(block, bits: 640, at: top, owner: sender)
            top += 16
            for _ in 0..<12 {
                store(term, top)
                store(term, top + 4)
                term = Term(list: top)
                top += 8
            }
            process(sender).pointee.heapTop = top
            let free = machine.arena.freeBytes
            if failAfter < 2 { machine.arena.failAfter = failAfter }
            XCTAssertNil(machine.copyMessage(term, to: receiver))
            XCTAssertFalse(machine.deliver(term, to: receiver))
            machine.arena.failAfter = -1
            XCTAssertEqual(machine.flatSize(term), -1)
            XCTAssertEqual(machine.arena.freeBytes, free)
            XCTAssertEqual(SharedBlock.references(block), 1)
            XCTAssertEqual(sharedCount(receiver), 0)
            XCTAssertTrue(machine.arena.check())
            XCTAssertNil(machine.heapFault(receiver, live: -3))
        }
    }

    func testDeepTermsNeedNoRecursion() {
        let memory = TestMemory(bytes: 8 << 20)
        var machine = memory.machine(processes: 2, heapWords: 400_000)
        var top = process(sender).pointee.heapTop
        var term = Term.nil
        for index in 0..<100_000 {
            if index % 2 == 0 {
                store(term, top)
                store(Term(small: index), top + 4)
                term = Term(list: top)
                top += 8
            } else {
                storeWord(Header.tuple(2).bits, top)
                store(Term(small: index), top + 4)
                store(term, top + 8)
                term = Term(boxed: top)
                top += 12
            }
        }
        process(sender).pointee.heapTop = top
        XCTAssertEqual(machine.flatSize(term), 250_000)
        guard var copied = machine.copyMessage(term, to: receiver) else { return XCTFail("no memory") }
        for index in (0..<100_000).reversed() {
            if index % 2 == 0 {
                guard copied.isList, copied.tail == Term(small: index) else { return XCTFail("level \(index)") }
                copied = copied.head
            } else {
                guard copied.isTuple, copied.element(0) == Term(small: index) else { return XCTFail("level \(index)") }
                copied = copied.element(1)
            }
        }
        XCTAssertTrue(copied.isNil)

        process(sender).pointee.dictionary = term
        machine.arena.failAfter = 0
        XCTAssertTrue(machine.collect(sender, live: -3, need: 0))
        machine.arena.failAfter = -1
        XCTAssertNil(machine.heapFault(sender, live: -3))
    }

    func testOwnMessagesAndImmediatesAreNotCopied() {
        let memory = TestMemory(bytes: 8192)
        var machine = memory.machine(processes: 2)
        let top = process(sender).pointee.heapTop
        store(.nil, top)
        store(.nil, top + 4)
        process(sender).pointee.heapTop = top + 8
        XCTAssertEqual(machine.copyMessage(Term(list: top), to: sender), Term(list: top))
        XCTAssertEqual(machine.copyMessage(Term(atom: 9), to: receiver), Term(atom: 9))
        let literal = Term(list: machine.x + 128)
        XCTAssertEqual(machine.copyMessage(literal, to: receiver), literal)
        XCTAssertTrue(machine.deliver(Term(list: top), to: sender))
        XCTAssertNil(machine.heapFault(sender, live: -3))
    }

    func testPartsOfBitstringsTakeOnlyTheirOwnBytes() {
        let memory = TestMemory(bytes: 16_384)
        var machine = memory.machine(processes: 2, heapWords: 300)
        let start = process(sender).pointee.heapTop
        storeWord(Header(.heapBitstring, words: 11).bits, start)
        storeWord(313, start + 4)
        for word in 0..<10 as Range<UInt32> { storeWord(0x9E37_79B9 &* (word + 1), start + 8 + word * 4) }
        process(sender).pointee.heapTop = start + 64
        for offset in 0..<40 {
            for length in [0, 1, 7, 8, 9, 31, 32, 33, 200, 313 - offset] where offset + length <= 313 {
                let part = start + 48
                storeWord(Header(.subBitstring, words: 3).bits, part)
                store(Term(boxed: start), part + 4)
                store(Term(small: offset), part + 8)
                store(Term(small: length), part + 12)
                let top = process(receiver).pointee.heapTop
                guard let copied = machine.copyMessage(Term(boxed: part), to: receiver) else {
                    return XCTFail("no memory")
                }
                XCTAssertTrue(copied.isBoxed(.heapBitstring))
                XCTAssertEqual(copied.header.words, 1 + (length + 31) / 32)
                XCTAssertEqual(tree(copied), tree(Term(boxed: part)), "offset \(offset) length \(length)")
                process(receiver).pointee.heapTop = top
            }
        }
    }
}
