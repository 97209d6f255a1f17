import XCTest

@testable import BeamletVM

/// A process's life by chance: it makes terms, receives and takes messages, changes its dictionary and its receive markers, and is
/// collected in every way, again and again. What it can reach is the same after each collection, and all invariants hold.
final class CollectionWalkTests: XCTestCase {
    private let owner = TestMemory.owner(0)
    /// X registers that are alive. The last one holds a receive marker or nil.
    private static let live = 6

    func testCollectionsInARow() {
        var ways: Set<String> = []
        for seed in 1...120 as ClosedRange<UInt64> {
            let bytes = [24_576, 49_152, 131_072][Int(seed % 3)]
            let memory = TestMemory(bytes: bytes)
            var walk = Walk(machine: memory.machine(processes: 2, heapWords: bytes / 32), seed: seed)
            for step in 0..<120 {
                if walk.act() { continue }
                let before = picture(&walk.machine)
                let (way, done) = walk.collect()
                let place = "seed \(seed), step \(step), \(way)"
                XCTAssertEqual(picture(&walk.machine), before, place)
                if let fault = walk.machine.heapFault(owner, live: Self.live) { return XCTFail("\(place): \(fault)") }
                XCTAssertTrue(walk.machine.arena.check(), place)
                ways.insert(way)
                if !done { walk.giveUpSome() }
            }
        }
        let rare = [
            "promoting of young data, larger fragments", "any of young data, short of memory",
            "promoting, all old, larger fragments", "any, larger fragments, short of memory",
        ]
        XCTAssertTrue(ways.isSuperset(of: rare), "\(ways.sorted())")
    }

    /// All roots as trees.
    private func picture(_ machine: inout Machine) -> [Tree] {
        let roots = machine.roots(owner, live: Self.live)
        return (0..<CollectionRoots.ranges).flatMap { range in
            let (start, words) = roots.range(range)
            return (0..<words).map { Tree(load(start + UInt32($0) * 4)) }
        }
    }
}

extension CollectionWalkTests {
    private struct Walk: ~Copyable {
        var machine: Machine
        var builder: HeapBuilder
        private let owner = TestMemory.owner(0)
        private let sender = TestMemory.owner(1)

        init(machine: consuming Machine, seed: UInt64) {
            self.machine = machine
            builder = HeapBuilder(seed: seed)
            for slot in 0..<CollectionWalkTests.live { store(.nil, register(slot)) }
        }

        private func register(_ slot: Int) -> Address { machine.x + 12 + UInt32(slot) * 4 }

        private mutating func chance(_ below: Int) -> Int { Int.random(in: 0..<below, using: &builder.random) }

        /// Does something that is no collection. False: a collection is due.
        mutating func act() -> Bool {
            switch chance(10) {
            case 0: makeList(cells: chance(400))
            case 1: for _ in 0..<chance(40) { _ = builder.object(&machine, owner) }
            case 2: store(builder.pick(), register(chance(CollectionWalkTests.live - 1)))
            case 3: put()
            case 4, 5: return receive(words: chance(3) == 0 ? machine.freeWords(owner) + chance(300) : chance(60))
            case 6: take()
            case 7: mark()
            case 8: push()
            default: return false
            }
            return true
        }

        /// A list in a register, of what there is.
        private mutating func makeList(cells: Int) {
            let slot = register(chance(CollectionWalkTests.live - 1))
            store(.nil, slot)
            for _ in 0..<cells where machine.freeWords(owner) >= 2 {
                let cell = process(owner).pointee.heapTop
                store(builder.pick(), cell)
                store(load(slot), cell + 4)
                process(owner).pointee.heapTop = cell + 8
                store(Term(list: cell), slot)
            }
            builder.made.append(load(slot))
        }

        /// A new entry of the dictionary, or another value for one that is there.
        private mutating func put() {
            guard machine.freeWords(owner) >= 5 else { return }
            let entry = process(owner).pointee.heapTop
            storeWord(Header.tuple(2).bits, entry)
            store(Term(small: chance(100)), entry + 4)
            store(builder.pick(), entry + 8)
            process(owner).pointee.heapTop = entry + 12
            var cell = process(owner).pointee.dictionary
            for _ in 0..<chance(6) where cell.isList { cell = cell.tail }
            if cell.isList { return store(Term(boxed: entry), cell.listAddress) }
            store(Term(boxed: entry), entry + 12)
            store(process(owner).pointee.dictionary, entry + 16)
            process(owner).pointee.heapTop = entry + 20
            process(owner).pointee.dictionary = Term(list: entry + 12)
        }

        /// A message from another heap. False: there was no memory.
        private mutating func receive(words: Int) -> Bool {
            machine.releaseHeap(sender)
            guard machine.giveHeap(sender, words: 4 * words + 32) else { return false }
            var other = HeapBuilder(seed: builder.random.next())
            var list = Term.nil
            for _ in 0..<words / 2 {
                var head = Term(small: chance(1000))
                if chance(8) == 0, let object = other.object(&machine, sender) {
                    head = object
                    // What shares much would be large as a message.
                    if other.made.count > 12 { other.made = [.nil, Term(small: 3)] }
                }
                guard machine.freeWords(sender) >= 2 else { break }
                let cell = process(sender).pointee.heapTop
                store(head, cell)
                store(list, cell + 4)
                process(sender).pointee.heapTop = cell + 8
                list = Term(list: cell)
            }
            return machine.deliver(list, to: owner)
        }

        /// Takes one of the messages out of the mailbox.
        private mutating func take() {
            var save = Term.nil
            var cell = process(owner).pointee.mailbox
            if cell.isNil { return }
            for _ in 0..<chance(chance(3) == 0 ? 30 : 1) where cell.tail.isList {
                save = cell
                cell = cell.tail
            }
            process(owner).pointee.mailboxSave = save
            store(cell.head, register(chance(CollectionWalkTests.live - 1)))
            machine.removeMessage()
        }

        /// A receive marker: reserved and bound, or given up.
        private mutating func mark() {
            guard !process(owner).pointee.mailbox.isNil else { return }
            let slot = register(CollectionWalkTests.live - 1)
            if chance(3) == 0, load(slot).isBoxed { return machine.clearMarker(load(slot).element(0)) }
            let marker = machine.reserveMarker()
            store(marker, slot)
            guard !marker.isNil, machine.freeWords(owner) >= 4 else { return }
            let reference = process(owner).pointee.heapTop
            machine.writeReference(low: UInt32(chance(3)), high: 3, at: reference)
            process(owner).pointee.heapTop = reference + 16
            store(Term(boxed: reference), marker.boxedAddress + 4)
        }

        /// A few words more on the stack, or all that there is room for, or less.
        private mutating func push() {
            let words = machine.stackWords(owner)
            if words > 8 { return process(owner).pointee.stackTop += UInt32(chance(words)) * 4 }
            for _ in 0..<(chance(2) == 0 ? machine.freeWords(owner) : chance(8)) where machine.freeWords(owner) > 0 {
                process(owner).pointee.stackTop -= 4
                store(chance(64) == 0 ? builder.pick() : Term(small: 1), process(owner).pointee.stackTop)
            }
        }

        /// Collects in some way, with or without memory for copies. Answers which, and whether there was room for what was asked.
        mutating func collect() -> (way: String, done: Bool) {
            let kinds: [Machine.CollectionKind] = [.promoting, .promoting, .promoting, .any, .full]
            let kind = kinds[chance(kinds.count)]
            let fails = chance(6) == 0
            let free = machine.freeWords(owner)
            let waiting = machine.fragmentWords(owner)
            let isAllOld = limits.map { $0.pointee.youngStart == process(owner).pointee.heapTop } ?? false
            let young = limits?.pointee.youngCollections ?? 0
            machine.arena.failAfter = fails ? chance(3) : -1
            let done = machine.collect(
                owner, live: CollectionWalkTests.live, need: chance(4) == 0 ? chance(800) : chance(40), kind: kind)
            machine.arena.failAfter = -1
            let wasYoung = limits.map { $0.pointee.youngCollections > young } ?? false
            // What was made has moved.
            builder.made = [.nil, Term(small: 17), Term(atom: 5)]
            for slot in 0..<CollectionWalkTests.live - 1 { builder.made.append(load(register(slot))) }
            return (
                "\(kind)" + (wasYoung ? " of young data" : "") + (isAllOld ? ", all old" : "")
                    + (waiting == 0 ? "" : waiting > free ? ", larger fragments" : ", fragments")
                    + (fails ? ", short of memory" : ""),
                done
            )
        }

        private var limits: UnsafeMutablePointer<ProcessDetails>? {
            let details = process(owner).pointee.details
            return details == 0 ? nil : processDetails(details)
        }

        /// Where memory is short: all but the dictionary goes.
        mutating func giveUpSome() {
            for slot in 0..<CollectionWalkTests.live - 1 { store(.nil, register(slot)) }
            while !process(owner).pointee.mailbox.isNil {
                process(owner).pointee.mailboxSave = .nil
                machine.removeMessage()
            }
            builder.made = [.nil, Term(small: 17), Term(atom: 5)]
        }
    }
}
