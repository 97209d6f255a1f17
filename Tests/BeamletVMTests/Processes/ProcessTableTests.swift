import XCTest

@testable import BeamletVM

/// The table of processes, the names, and the heap of timers, against plain models.
final class ProcessTableTests: XCTestCase {
    private static let image = Result { try TestImage(["idle": "-export([start/0]).\nstart() -> ok.\n"]) }

    private func runner(ram: UInt32 = 4 << 20) throws -> TestMachine { try TestMachine(try Self.image.get(), ram: ram) }

    private func slot(_ pid: Term) -> UInt32 { pid.payload & 0x1FFF }
    private func serial(_ pid: Term) -> UInt32 { pid.payload >> 13 }

    /// A process that waits; 0 where there is none to be had.
    private func make(_ runner: TestMachine) -> (block: Address, noMemory: Bool) {
        var noMemory = false
        let block = runner.machine.makeProcess(Machine.SpawnOptions(), extraWords: 0, noMemory: &noMemory)
        if block != 0 { process(block).pointee.state = .waiting }
        return (block, noMemory)
    }

    func testSlotsAreReusedInTheOrderInWhichTheyBecameFree() throws {
        let runner = try runner()
        var random = SeededGenerator(1)
        var blocks: [Address] = []
        var free: [UInt32] = []
        var serials: [UInt32: UInt32] = [:]
        // Slot 0 is the process of start/0; 15 more until the table grows.
        for expected in 1..<16 as Range<UInt32> {
            let (block, _) = make(runner)
            XCTAssertEqual(slot(process(block).pointee.pid), expected)
            blocks.append(block)
        }
        for step in 0..<3000 {
            if blocks.isEmpty || (!free.isEmpty && Bool.random(using: &random)) {
                let (block, _) = make(runner)
                let pid = process(block).pointee.pid
                XCTAssertEqual(slot(pid), free.removeFirst(), "step \(step)")
                XCTAssertEqual(serial(pid), serials[slot(pid)]!, "step \(step)")
                XCTAssertEqual(runner.machine.lookup(pid), block)
                blocks.append(block)
            } else {
                let block = blocks.remove(at: Int.random(in: 0..<blocks.count, using: &random))
                let pid = process(block).pointee.pid
                free.append(slot(pid))
                serials[slot(pid)] = (serial(pid) + 1) & 0x3FFF
                runner.machine.dropProcess(block)
                XCTAssertEqual(runner.machine.lookup(pid), 0)
            }
        }
        XCTAssertEqual(runner.machine.processSlots, 16, "the table need not grow")
        XCTAssertTrue(runner.machine.arena.check())
    }

    func testASerialWrapsAndTheOldIdentifierIsForgotten() throws {
        let runner = try runner()
        var pids: Set<UInt32> = []
        for _ in 0..<15 * 0x4000 + 30 {
            let (block, _) = make(runner)
            let pid = process(block).pointee.pid
            XCTAssertTrue(pid.isLocalPid)
            pids.insert(pid.bits)
            runner.machine.dropProcess(block)
        }
        XCTAssertEqual(pids.count, 15 * 0x4000, "15 free slots, each with 16,384 serials")
    }

    func testThereAreAtMost8191ProcessesAndThenSystemLimit() throws {
        let runner = try runner(ram: 8 << 20)
        var pids: Set<UInt32> = []
        for _ in 1..<8191 {
            let (block, noMemory) = make(runner)
            XCTAssertNotEqual(block, 0)
            XCTAssertFalse(noMemory)
            pids.insert(process(block).pointee.pid.bits)
        }
        XCTAssertEqual(pids.count, 8190)
        XCTAssertEqual(runner.machine.processCount, 8191)
        let (block, noMemory) = make(runner)
        XCTAssertEqual(block, 0)
        XCTAssertFalse(noMemory, "not memory is missing, but a slot")
        for bits in pids {
            let block = runner.machine.lookup(Term(bits: bits))
            XCTAssertNotEqual(block, 0)
            runner.machine.dropProcess(block)
        }
        XCTAssertEqual(runner.machine.processCount, 1)
        XCTAssertNotEqual(make(runner).block, 0)
        runner.drain()
        XCTAssertEqual(runner.unaccountedBytes, 0)
        XCTAssertTrue(runner.machine.arena.check())
    }

    func testATableThatCannotGrowIsNoMemoryAndChangesNothing() throws {
        let runner = try runner()
        for _ in 1..<16 { XCTAssertNotEqual(make(runner).block, 0) }
        let used = runner.unaccountedBytes
        // The block, then the table.
        for allocations in 0..<2 {
            runner.machine.arena.failAfter = allocations
            let (block, noMemory) = make(runner)
            runner.machine.arena.failAfter = -1
            XCTAssertEqual(block, 0, "\(allocations) allocations")
            XCTAssertTrue(noMemory)
            XCTAssertEqual(runner.machine.processCount, 16)
            XCTAssertEqual(runner.unaccountedBytes, used)
            XCTAssertTrue(runner.machine.arena.check())
        }
        XCTAssertNotEqual(make(runner).block, 0)
    }

    // MARK: Names

    func testNamesAgainstAModel() throws {
        let runner = try runner()
        var random = SeededGenerator(2)
        var model: [UInt32: Term] = [:]
        // Atoms whose hashes collide, and others.
        let keys = (0..<40).map { Term(atom: UInt32($0) * 1024) } + (0..<200).map { Term(atom: UInt32($0) + 7) }
        for step in 0..<50_000 {
            let key = keys[Int.random(in: 0..<(step / 10_000 + 1) * 40, using: &random)]
            if model[key.bits] == nil {
                let value = Term(bits: UInt32(step) << 5 | Tag.pid)
                XCTAssertTrue(runner.machine.register(key, value))
                model[key.bits] = value
            } else if Bool.random(using: &random) {
                runner.machine.unregister(key)
                model[key.bits] = nil
            }
            let probe = keys.randomElement(using: &random)!
            XCTAssertEqual(runner.machine.whereis(probe), model[probe.bits] ?? .nil, "step \(step)")
            runner.machine.unregister(Term(atom: 60_000))
        }
        var found = 0
        for index in 0..<runner.machine.nameRoom {
            let name = runner.machine.registeredName(at: index)
            if name.isNil { continue }
            found += 1
            XCTAssertNotNil(model[name.bits])
        }
        XCTAssertEqual(found, model.count)
        XCTAssertLessThanOrEqual(runner.machine.nameRoom, 1024, "deleted names do not pile up")
        for key in keys { runner.machine.unregister(key) }
        XCTAssertTrue(keys.allSatisfy { runner.machine.whereis($0).isNil })
        XCTAssertTrue(runner.machine.arena.check())
    }

    func testANameIsRefusedWithoutMemoryAndTheOthersStay() throws {
        let runner = try runner()
        runner.machine.arena.failAfter = 0
        XCTAssertFalse(runner.machine.register(Term(atom: 1), Term(small: 1)))
        XCTAssertTrue(runner.machine.whereis(Term(atom: 1)).isNil)
        runner.machine.arena.failAfter = -1
        var registered: UInt32 = 0
        while registered < 6 {
            XCTAssertTrue(runner.machine.register(Term(atom: registered), Term(small: Int(registered))))
            registered += 1
        }
        runner.machine.arena.failAfter = 0
        XCTAssertFalse(runner.machine.register(Term(atom: 100), Term(small: 1)))
        runner.machine.arena.failAfter = -1
        for atom in 0..<registered {
            XCTAssertEqual(runner.machine.whereis(Term(atom: atom)), Term(small: Int(atom)))
        }
        XCTAssertTrue(runner.machine.whereis(Term(atom: 100)).isNil)
    }

    // MARK: Timers

    func testTenThousandTimersFireInOrder() throws {
        let runner = try runner()
        var random = SeededGenerator(3)
        var model: [(deadline: UInt64, address: Address)] = []
        func earliest() -> UInt64? { model.map(\.deadline).min() }
        var started = 0
        while started < 10_000 || !model.isEmpty {
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<6 where started < 10_000:
                // Now and then equal deadlines, and times of more than 32 bits.
                let span: UInt64 = [10, 1000, 100_000, 1 << 40].randomElement(using: &random)!
                let deadline = TestBoard.time + UInt64.random(in: 0...span, using: &random)
                let kind: BeamletVM.Timer.Kind = [.receive, .send, .start].randomElement(using: &random)!
                let address = runner.machine.makeTimer(kind, deadline: deadline, target: Term(atom: 77))
                XCTAssertNotEqual(address, 0)
                model.append((deadline, address))
                started += 1
            case 6..<8 where !model.isEmpty:
                let index = Int.random(in: 0..<model.count, using: &random)
                runner.machine.cancelTimer(model.remove(at: index).address)
            default:
                TestBoard.time += UInt64.random(in: 0...(started < 10_000 ? 200 : 1 << 38), using: &random)
                runner.machine.fireTimers()
                model.removeAll { $0.deadline <= TestBoard.time }
            }
            XCTAssertEqual(Int(runner.machine.timerCount), model.count)
            guard Int(runner.machine.timerCount) == model.count else { return }
            if started % 16 == 0 || model.count < 50, let first = earliest() {
                XCTAssertEqual(runner.machine.firstDeadline(), first)
            }
        }
        runner.drain()
        XCTAssertEqual(runner.unaccountedBytes, 0)
        XCTAssertTrue(runner.machine.arena.check())
    }

    func testATimerWithoutMemoryIsNoTimer() throws {
        let runner = try runner()
        for count in 0..<9 {
            if count < 8 {
                XCTAssertNotEqual(
                    runner.machine.makeTimer(.receive, deadline: UInt64(count), target: Term(atom: 77)), 0)
            } else {
                let free = runner.machine.arena.freeBytes
                for allocations in 0..<2 {
                    runner.machine.arena.failAfter = allocations
                    XCTAssertEqual(runner.machine.makeTimer(.send, deadline: 9, target: Term(atom: 77)), 0)
                    runner.machine.arena.failAfter = -1
                    XCTAssertEqual(runner.machine.timerCount, 8)
                    XCTAssertEqual(runner.machine.arena.freeBytes, free)
                }
            }
        }
    }

    // MARK: Relations

    func testLinkingTwiceIsLinkingOnceAndUnlinkingIsMutual() throws {
        let runner = try runner()
        let (a, _) = make(runner)
        let (b, _) = make(runner)
        XCTAssertTrue(runner.machine.link(a, b))
        XCTAssertTrue(runner.machine.link(a, b))
        XCTAssertTrue(runner.machine.link(b, a))
        XCTAssertTrue(runner.machine.link(a, a))
        let used = runner.unaccountedBytes
        runner.machine.unlink(b, from: process(a).pointee.pid)
        XCTAssertEqual(process(a).pointee.relations, 0)
        XCTAssertEqual(process(b).pointee.relations, 0)
        XCTAssertLessThan(runner.unaccountedBytes, used)
        runner.machine.unlink(b, from: process(a).pointee.pid)
        for allocations in 0..<2 {
            runner.machine.arena.failAfter = allocations
            XCTAssertFalse(runner.machine.link(a, b))
            XCTAssertFalse(runner.machine.monitor(a, b, name: .nil, number: 1))
            runner.machine.arena.failAfter = -1
            XCTAssertEqual(process(a).pointee.relations, 0)
            XCTAssertEqual(process(b).pointee.relations, 0)
        }
        let first = runner.machine.nextReference()
        let second = runner.machine.nextReference()
        XCTAssertNotEqual(first, second)
        XCTAssertTrue(runner.machine.monitor(a, b, name: .nil, number: first))
        XCTAssertTrue(runner.machine.monitor(a, b, name: .nil, number: second))
        XCTAssertTrue(runner.machine.demonitor(a, reference: first))
        XCTAssertFalse(runner.machine.demonitor(a, reference: first))
        XCTAssertFalse(runner.machine.demonitor(b, reference: second), "only the watcher may end it")
        XCTAssertTrue(runner.machine.demonitor(a, reference: second))
        XCTAssertEqual(process(a).pointee.relations, 0)
        XCTAssertEqual(process(b).pointee.relations, 0)
        runner.drain()
        XCTAssertEqual(runner.unaccountedBytes, 0)
    }
}
