import Glibc

/// A board's flash and RAM in this process, at the very addresses that they have on the board, so that an image and a
/// heap are the same bytes here and there. They are given back when the value goes out of scope.
public struct HostMemory: ~Copyable {
    /// A range of addresses below 4 GB.
    public struct Region: Equatable, Sendable, CustomStringConvertible {
        /// The first address, a multiple of the page size (4,096).
        public var start: UInt32
        /// The size in bytes, as the board has it. What is mapped is rounded up to whole pages.
        public var size: UInt32

        /// A region of `size` bytes from `start`.
        public init(start: UInt32, size: UInt32) {
            self.start = start
            self.size = size
        }

        /// The address after the last.
        public var end: UInt64 { UInt64(start) + UInt64(size) }

        /// As `0x20000000..<0x20020000`.
        public var description: String {
            "0x\(String(start, radix: 16))..<0x\(String(end, radix: 16))"
        }
    }

    /// Why memory cannot be had.
    public enum MapError: Error, Equatable, CustomStringConvertible {
        /// It does not start at a page, has no bytes, or does not end below 4 GB.
        case invalid(Region)
        /// Flash and RAM overlap.
        case overlapping(flash: Region, ram: Region)
        /// Something else is there: another machine in this process, or the program itself.
        case taken(Region)
        /// The system does not allow it, as below `vm.mmap_min_addr`, or has no memory left.
        case refused(Region, errno: Int32)

        /// The reason in a sentence.
        public var description: String {
            switch self {
            case .invalid(let region):
                "memory at \(region) must begin at a multiple of \(HostMemory.pageSize), not be empty, and end below 4 GB"
            case .overlapping(let flash, let ram):
                "flash at \(flash) and RAM at \(ram) overlap"
            case .taken(let region):
                "memory at \(region) is in use already: only one machine with this board's addresses can run at a time"
            case .refused(let region, let code):
                "memory at \(region) cannot be mapped: \(String(cString: strerror(code)))"
            }
        }
    }

    /// The memory of the board `Host`: 64 MB of flash.
    public static let defaultFlash = Region(start: 0x1000_0000, size: 64 << 20)
    /// The memory of the board `Host`: 64 MB of RAM.
    public static let defaultRAM = Region(start: 0x2000_0000, size: 64 << 20)

    private static var pageSize: Int { 4096 }

    /// Where the image is.
    public let flash: Region
    /// Where the machine lives.
    public let ram: Region

    /// Maps both regions, filled with zeros. Only pages that are used cost memory.
    public init(flash: Region = defaultFlash, ram: Region = defaultRAM) throws(MapError) {
        guard flash.end <= UInt64(ram.start) || ram.end <= UInt64(flash.start) else {
            throw .overlapping(flash: flash, ram: ram)
        }
        try Self.map(flash)
        do {
            try Self.map(ram)
        } catch {
            Self.unmap(flash)
            throw error
        }
        (self.flash, self.ram) = (flash, ram)
    }

    deinit {
        Self.unmap(flash)
        Self.unmap(ram)
    }

    /// The bytes of flash. Writable until ``protectFlash()``.
    public var flashBytes: UnsafeMutableRawBufferPointer { Self.bytes(of: flash) }

    /// The bytes of RAM.
    public var ramBytes: UnsafeMutableRawBufferPointer { Self.bytes(of: ram) }

    /// Makes flash read-only: a store to it ends the process, as it faults on a chip.
    public func protectFlash() {
        mprotect(flashBytes.baseAddress, Self.mappedSize(flash), PROT_READ)
    }

    /// Makes flash writable again.
    public func unprotectFlash() {
        mprotect(flashBytes.baseAddress, Self.mappedSize(flash), PROT_READ | PROT_WRITE)
    }

    private static func bytes(of region: Region) -> UnsafeMutableRawBufferPointer {
        UnsafeMutableRawBufferPointer(
            start: UnsafeMutableRawPointer(bitPattern: UInt(region.start)), count: Int(region.size))
    }

    private static func mappedSize(_ region: Region) -> Int {
        (Int(region.size) + pageSize - 1) / pageSize * pageSize
    }

    private static func map(_ region: Region) throws(MapError) {
        guard Int(region.start) % pageSize == 0, region.start > 0, region.size > 0, region.end <= 1 << 32 else {
            throw .invalid(region)
        }
        // glibc's constant is not imported: it is a macro with a cast (asm-generic/mman-common.h).
        let fixedWithoutReplacing: Int32 = 0x10_0000
        let wanted = UnsafeMutableRawPointer(bitPattern: UInt(region.start))
        let got = mmap(
            wanted, mappedSize(region), PROT_READ | PROT_WRITE,
            MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | fixedWithoutReplacing, -1, 0)
        if got == MAP_FAILED {
            throw errno == EEXIST ? .taken(region) : .refused(region, errno: errno)
        }
        // A kernel before 4.17 does not know the flag and takes the address as a hint.
        if got != wanted {
            munmap(got, mappedSize(region))
            throw .taken(region)
        }
    }

    private static func unmap(_ region: Region) {
        munmap(UnsafeMutableRawPointer(bitPattern: UInt(region.start)), mappedSize(region))
    }
}
