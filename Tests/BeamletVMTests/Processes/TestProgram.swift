import BeamletHAL
import Foundation
import Host
import XCTest

@testable import BeamletVM

/// An image of Erlang modules that `erlc` compiles when the test runs.
/// Nothing of it changes once it is made.
final class TestImage: @unchecked Sendable {
    static let flash = HostMemory.Region(start: 0x1000_0000, size: 16 << 20)
    private static let workspace = HostMemory.Region(start: 0x6000_0000, size: 16 << 20)
    private static let scratchSize = 64 << 20

    let bytes: [UInt8]
    /// The modules and the other atoms that were asked for.
    let atoms: [String: Term]
    /// Where the compiled modules are, for `erl`.
    let folder: URL

    /// Compiles and links modules. Throws `XCTSkip` where there is no `erlc`.
    init(_ sources: [String: String], atoms names: [String] = [], options: [String] = []) throws {
        let folder = try TestFolders.make()
        self.folder = folder
        let modules = sources.keys.sorted()
        for module in modules {
            let text = "-module(\(module)).\n" + sources[module]!
            try text.write(to: folder.appendingPathComponent("\(module).erl"), atomically: true, encoding: .utf8)
        }
        guard InstalledOTP.root != nil else { throw XCTSkip("there is no Erlang/OTP") }
        let compiled = InstalledOTP.run(
            "erlc", ["+nowarn"] + options + modules.map { "\($0).erl" }, in: folder.path)
        guard compiled != nil else { throw TestFailure("erlc refuses the sources in \(folder.path)") }
        let files = try modules.map { [UInt8](try Data(contentsOf: folder.appendingPathComponent("\($0).beam"))) }
        (bytes, atoms) = try TestImage.link(files, names: modules + names)
    }

    /// Links a module as it is in a `.beam` file.
    init(file: [UInt8], module: String) throws {
        folder = try TestFolders.make()
        (bytes, atoms) = try TestImage.link([file], names: [module])
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private static func link(_ files: [[UInt8]], names: [String]) throws -> ([UInt8], [String: Term]) {
        let mapped = try HostMemory(flash: flash, ram: workspace)
        let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: scratchSize, alignment: 16)
        defer { scratch.deallocate() }
        var builder = try ImageBuilder(
            area: CodeArea(base: flash.start, limit: flash.start + flash.size),
            workspace: CodeArea(base: workspace.start, limit: workspace.start + workspace.size),
            scratch: Scratch(scratch))
        for file in files {
            var place = ImageBuilder.Place()
            do {
                try file.withUnsafeBytes { (bytes: UnsafeRawBufferPointer) throws in
                    try builder.add(BeamFile(base: bytes.baseAddress!, count: bytes.count), place: &place)
                }
            } catch {
                throw TestFailure("\(error) in \(builder.string(place.function))/\(place.arity)")
            }
        }
        var missing: [String] = []
        let known = builder
        try builder.resolveImports { fixup, _, _ in
            missing.append("\(known.string(fixup.module)):\(known.string(fixup.function))/\(fixup.arity)")
            return .ignored
        }
        guard missing.isEmpty else { throw TestFailure("missing: \(missing)") }
        var atoms: [String: Term] = [:]
        for name in names {
            var bytes = Array(name.utf8)
            let count = bytes.count
            bytes.append(0)
            atoms[name] = try bytes.withUnsafeBufferPointer { (text: UnsafeBufferPointer<UInt8>) throws in
                try builder.atom(AtomName(bytes: text.baseAddress!, count: count))
            }
        }
        var parts = ImageBuilder.Parts()
        let size = try builder.finish(start: atoms[names[0]]!, parts: &parts)
        return (Array(mapped.flashBytes[0..<Int(size)]), atoms)
    }

    /// What `erl` answers to `Module:start()` for each module, as `erlang:display/1` prints it.
    func answersOfErl(_ modules: [String]) throws -> [String: String] {
        let calls = modules.map { "erlang:display(\($0):start())" }.joined(separator: ", ")
        let output = InstalledOTP.run("erl", ["-noshell", "-pa", folder.path, "-eval", calls + ", halt()."])
        guard let output else { throw TestFailure("erl fails") }
        // erlang:display/1 ends a line with a carriage return too.
        let lines = output.replacingOccurrences(of: "\r\n", with: "\n").components(separatedBy: "\n")
        guard lines.count == modules.count + 1 else {
            throw TestFailure("erl printed \(lines.count) lines, for \(modules.count) modules")
        }
        return Dictionary(uniqueKeysWithValues: zip(modules, lines))
    }
}

struct TestFailure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

extension ImageBuilder {
    /// The text of an atom.
    func string(_ atom: Term) -> String {
        guard atom.isAtom else { return "" }
        let name = text(atom)
        return String(decoding: UnsafeBufferPointer(start: name.bytes, count: name.count), as: UTF8.self)
    }
}

/// A machine on ``TestBoard`` that runs one module of a ``TestImage``.
final class TestMachine {
    static let ramStart: Address = 0x2000_0000
    let image: TestImage
    private let storage = UnsafeMutablePointer<Machine>.allocate(capacity: 1)
    private let memory: HostMemory
    /// Slices that were begun.
    private(set) var slices = 0

    init(
        _ image: TestImage, ram: UInt32 = 1 << 20, module: String? = nil,
        board: consuming Platform = Platform(TestBoard.self)
    ) throws {
        TestBoard.reset()
        self.image = image
        memory = try HostMemory(
            flash: TestImage.flash, ram: HostMemory.Region(start: TestMachine.ramStart, size: ram))
        memory.flashBytes.copyBytes(from: image.bytes)
        memory.protectFlash()
        storage.initialize(to: Machine(platform: board))
        let fault = machine.boot(
            ram: TestMachine.ramStart, to: TestMachine.ramStart + ram, image: TestImage.flash.start,
            module: module.map { image.atoms[$0]! })
        guard fault == .none else { throw TestFailure("the program does not start: \(fault)") }
    }

    deinit {
        storage.deinitialize(count: 1)
        storage.deallocate()
    }

    /// The machine. The board's functions may look at it while it runs, as an interrupt handler may.
    var machine: Machine {
        _read { yield storage.pointee }
        _modify { yield &storage.pointee }
    }

    /// What ended a run.
    enum End: Equatable {
        case ended(Machine.Outcome)
        /// All processes wait, and no timer runs.
        case idle
        /// The limit of slices was reached.
        case limit
    }

    /// Runs as `Machine.run` does, but moves the clock to the next deadline when all is idle, and comes back where the board
    /// would wait for ever. `between` is called after each slice.
    @discardableResult
    func run(slices limit: Int = 100_000, between: (TestMachine) -> Void = { _ in }) -> End {
        while machine.outcome == .running {
            if machine.current == 0 && !machine.schedule() {
                if machine.outcome != .running { break }
                if machine.timerCount == 0 { return .idle }
                TestBoard.time = max(TestBoard.time, machine.firstDeadline())
                continue
            }
            if slices >= limit { return .limit }
            slices += 1
            machine.interpret()
            between(self)
        }
        return .ended(machine.outcome)
    }

    /// Ends all processes that are left, and lets all timers run out.
    func drain() {
        machine.arena.failAfter = -1
        machine.current = 0
        for _ in 0..<100 where machine.processCount > 0 || machine.timerCount > 0 {
            for slot in 0..<machine.processSlots {
                let block = machine.processInSlot(slot)
                if block == 0 { continue }
                if process(block).pointee.state == .running { process(block).pointee.state = .waiting }
                _ = machine.exitSignal(.kill, from: process(block).pointee.pid, to: block, linked: false)
            }
            machine.outcome = .running
            run()
            machine.current = 0
        }
        // Those stay when processes end.
        _ = machine.erts_internal_erase_persistent_terms_0()
    }

    /// Bytes of the arena that are used by nothing that stays when all processes have ended.
    var unaccountedBytes: Int {
        // Atoms that were made stay for good.
        let made = (0..<machine.atoms.made.count).map { loadWord(machine.atoms.made.entries &+ UInt32($0) &* 4) }
        // Registers for floats lie before the others.
        let floats = UnsafePointer<ImageHeader>(bitPattern: UInt(machine.imageBase))!.pointee.floats * 8
        let kept =
            made + [
                machine.x - floats, machine.scratch, machine.markBits, machine.processTable, machine.names,
                machine.timerHeap, machine.atoms.made.entries, machine.walkBlock, machine.reserve,
            ]
        let bytes = kept.filter { $0 != 0 }.reduce(0) {
            $0 + machine.arena.size(of: $1) + BlockAllocator.overhead
        }
        return machine.arena.totalBytes - machine.arena.freeBytes - bytes
    }

    /// The text of a term on the console.
    func text(_ term: Term) -> String {
        TestBoard.output = []
        machine.print(term, .console)
        return TestBoard.outputText
    }
}

/// Runs `start/0` of a module and answers what it returned, as text; what it wrote before comes first.
func result(_ image: TestImage, _ module: String, ram: UInt32 = 16 << 20) throws -> String {
    let runner = try TestMachine(image, ram: ram, module: module)
    let end = runner.run()
    guard end == .ended(.returned) else { return "\(end): \(TestBoard.errorText)" }
    return TestBoard.outputText.replacingOccurrences(of: "Return value: ", with: "").trimmingCharacters(in: .newlines)
}
