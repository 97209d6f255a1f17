import Foundation
import Host

@testable import BeamletVM

/// Memory in which tests link: an image's area and the linker's workspace at fixed addresses, and scratch memory.
final class LoaderMemory {
    static let base: Address = 0x3000_0000
    static let workspaceBase: Address = 0x6800_0000
    static let limit: UInt32 = 8 << 20
    private static let scratchSize = 64 << 20
    private let mapped: HostMemory
    private let scratchMemory: UnsafeMutableRawBufferPointer

    /// One test at a time has the addresses.
    private static let lock = NSLock()

    /// Calls `body` with the memory, all zeros.
    static func with<Result>(_ body: (LoaderMemory) throws -> Result) throws -> Result {
        lock.lock()
        defer { lock.unlock() }
        return try body(try LoaderMemory())
    }

    private init() throws {
        mapped = try HostMemory(
            flash: HostMemory.Region(start: LoaderMemory.base, size: LoaderMemory.limit),
            ram: HostMemory.Region(start: LoaderMemory.workspaceBase, size: LoaderMemory.limit))
        scratchMemory = .allocate(byteCount: LoaderMemory.scratchSize, alignment: 16)
    }

    deinit { scratchMemory.deallocate() }

    var area: CodeArea { CodeArea(base: LoaderMemory.base, limit: LoaderMemory.base + LoaderMemory.limit) }
    var workspace: CodeArea {
        CodeArea(base: LoaderMemory.workspaceBase, limit: LoaderMemory.workspaceBase + LoaderMemory.limit)
    }
    var scratch: Scratch { Scratch(scratchMemory) }

    /// A table of atoms with room for a module's.
    func interner() throws(LoadError) -> AtomInterner { try AtomInterner(memory: workspace, capacity: 4000) }

    func builder() throws(LoadError) -> ImageBuilder {
        try ImageBuilder(area: area, workspace: workspace, scratch: scratch)
    }

    /// Loads a module, as the linker does, but with a table of atoms that is quickly made. Nothing keeps the code.
    func load(_ bytes: some Collection<UInt8>) throws(LoadError) -> LoadedCode {
        let guarded = GuardedBytes(bytes)
        let file = try BeamFile(base: guarded.start, count: guarded.count)
        var interner = try interner()
        var loader = try ModuleLoader(
            file, area: area, imageBase: LoaderMemory.base, interner: &interner, scratch: scratch)
        return try loader.load()
    }
}

/// A copy of bytes behind which nothing can be read: reading on ends the process.
final class GuardedBytes {
    let start: UnsafeRawPointer
    let count: Int
    private let mapping: UnsafeMutableRawPointer
    private let mappedSize: Int

    init(_ bytes: some Collection<UInt8>) {
        let page = 4096
        count = bytes.count
        let size = (bytes.count + page - 1) / page * page
        mappedSize = size + page
        guard
            let mapping = mmap(nil, mappedSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
            mapping != MAP_FAILED
        else { preconditionFailure("no memory") }
        self.mapping = mapping
        mprotect(mapping + size, page, PROT_NONE)
        let first = mapping + (size - bytes.count)
        UnsafeMutableRawBufferPointer(start: first, count: bytes.count).copyBytes(from: bytes)
        start = UnsafeRawPointer(first)
    }

    deinit { munmap(mapping, mappedSize) }
}
