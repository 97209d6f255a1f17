/// What the tool must know of a board: where an image lies, how much memory a program has.
///
/// The firmware's side of the same facts is in `Boards/<Board>/board.conf` and `LinkerScripts`; a test compares them.
struct BoardDescription: Equatable {
    /// An address and a size in bytes.
    struct Region: Equatable {
        let start: UInt32
        let size: UInt32

        var end: UInt32 { start + size }
    }

    /// Where storage lies, and how large its pages are.
    struct Storage: Equatable {
        let region: Region
        let pageSize: UInt32
    }

    let name: String
    let chip: String
    let core: String
    /// All flash.
    let flash: Region
    /// The part of it that the firmware has; nil on Linux, where the firmware is the tool itself.
    let firmware: Region?
    /// The part of it that an image has.
    let image: Region
    let ram: Region
    /// The flash pages that a program may write; nil: there are none.
    let storage: Storage?
    /// The machine's name in QEMU, when it is modelled.
    let qemu: String?
    /// How it is tested.
    let tested: String
}

enum BoardTable {
    static let netduinoPlus2 = BoardDescription(
        name: "NetduinoPlus2",
        chip: "STM32F405",
        core: "Cortex-M4F",
        flash: BoardDescription.Region(start: 0x0800_0000, size: 1 << 20),
        firmware: BoardDescription.Region(start: 0x0800_0000, size: 256 << 10),
        image: BoardDescription.Region(start: 0x0804_0000, size: 768 << 10),
        ram: BoardDescription.Region(start: 0x2000_0000, size: 128 << 10),
        storage: nil,
        qemu: "netduinoplus2",
        tested: "QEMU")

    static let mps2AN386 = BoardDescription(
        name: "MPS2AN386",
        chip: "AN386",
        core: "Cortex-M4F",
        flash: BoardDescription.Region(start: 0x0000_0000, size: 4 << 20),
        firmware: BoardDescription.Region(start: 0x0000_0000, size: 512 << 10),
        image: BoardDescription.Region(start: 0x0008_0000, size: (4 << 20) - (512 << 10)),
        ram: BoardDescription.Region(start: 0x2000_0000, size: 4 << 20),
        storage: BoardDescription.Storage(
            region: BoardDescription.Region(start: 0x2100_0000, size: 1 << 20), pageSize: 4 << 10),
        qemu: "mps2-an386",
        tested: "QEMU")

    static let stm32VLDiscovery = BoardDescription(
        name: "STM32VLDiscovery",
        chip: "STM32F100",
        core: "Cortex-M3",
        flash: BoardDescription.Region(start: 0x0800_0000, size: 128 << 10),
        firmware: BoardDescription.Region(start: 0x0800_0000, size: 80 << 10),
        image: BoardDescription.Region(start: 0x0801_4000, size: 48 << 10),
        ram: BoardDescription.Region(start: 0x2000_0000, size: 8 << 10),
        storage: nil,
        qemu: "stm32vldiscovery",
        tested: "QEMU")

    static let host = BoardDescription(
        name: "Host",
        chip: "Linux",
        core: "this machine",
        flash: BoardDescription.Region(start: 0x1000_0000, size: 64 << 20),
        firmware: nil,
        image: BoardDescription.Region(start: 0x1000_0000, size: 64 << 20),
        ram: BoardDescription.Region(start: 0x2000_0000, size: 64 << 20),
        storage: BoardDescription.Storage(
            region: BoardDescription.Region(start: 0x3000_0000, size: 1 << 20), pageSize: 4 << 10),
        qemu: nil,
        tested: "this machine")

    /// All boards; the first is the default of `flash.sh`, `Host` that of `beamlet run`.
    static let all = [netduinoPlus2, mps2AN386, stm32VLDiscovery, host]

    /// The board that an image was linked for: the fifth word of its header is the address where it has to lie.
    static func board(ofImage bytes: [UInt8], file: String) throws(ToolError) -> BoardDescription {
        guard bytes.count >= 20 else { throw ToolError("\(file): the image is cut off") }
        let base = bytes[16..<20].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        if let board = all.first(where: { $0.image.start == base }) { return board }
        throw ToolError("\(file): linked for address \(hexAddress(base)), where no board has its image")
    }

    /// The board of that name; upper and lower case are the same. Throws an error that lists them.
    static func board(_ name: String) throws(ToolError) -> BoardDescription {
        if let board = all.first(where: { $0.name.lowercased() == name.lowercased() }) { return board }
        throw ToolError("unknown board \(name): the boards are \(all.map(\.name).joined(separator: ", "))")
    }
}
