import BeamletVM
import Host

/// Runs an image on Linux with the memory of `board`, of which `ramSize` bytes of RAM. The program writes to the process's
/// own streams; `storage` is a file that keeps the board's storage. The last line on standard output is `Return value: TERM`. Returns 0 after a normal return and 1 after an
/// uncaught exception. Throws a ``ToolError`` when the image does not fit this machine or the board.
func runImage(
    _ image: [UInt8], board: BoardDescription, ramSize: UInt32, storage: String? = nil, checksMemory: Bool = false,
    collectsAlways: Bool = false, coverage: Coverage? = nil
) throws -> Int32 {
    let memory: HostMemory
    do {
        memory = try HostMemory(
            flash: HostMemory.Region(start: board.image.start, size: board.image.size),
            ram: HostMemory.Region(start: board.ram.start, size: ramSize))
    } catch {
        throw ToolError("\(error)")
    }
    try mapStorage(of: board, file: storage)
    defer { HostStorage.unmap() }
    memory.flashBytes.copyBytes(from: image)
    memory.protectFlash()
    HostBoard.start()
    var machine = Machine(platform: Platform(HostBoard.self))
    machine.checksMemory = checksMemory || collectsAlways
    machine.collectsAlways = collectsAlways
    var executed = [UInt8](repeating: 0, count: coverage == nil ? 0 : image.count / 2 + 256)
    let status = executed.withUnsafeMutableBufferPointer { buffer in
        if coverage != nil { machine.executed = buffer.baseAddress }
        defer { machine.executed = nil }
        return Beamlet.run(
            &machine, ram: (board.ram.start, board.ram.start + ramSize),
            image: (board.image.start, board.image.start + board.image.size))
    }
    coverage?.count(executed, base: board.image.start, size: image.count)
    HostUART.flush()
    return status
}

private func mapStorage(of board: BoardDescription, file: String?) throws(ToolError) {
    guard let storage = board.storage else {
        guard let file else { return }
        throw ToolError("--storage \(file): \(board.name) has no storage")
    }
    do {
        try HostStorage.map(
            HostMemory.Region(start: storage.region.start, size: storage.region.size),
            pageSize: Int(storage.pageSize), file: file)
    } catch {
        throw ToolError("--storage: \(error)")
    }
}
