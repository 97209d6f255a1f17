import BeamletHAL
import Glibc

/// Memory that behaves as NOR flash: erasing makes ones, writing makes zeros of them, and whoever would make a one of a zero is told
/// so. It lies below 4 GB, as the virtual machine's addresses have 32 bits; a file may keep it from one run to the next. Until it is
/// mapped there is none.
public enum HostStorage: Flash {
    /// Why there is none.
    public enum MapError: Error, CustomStringConvertible {
        /// The file cannot be read and written.
        case file(String, errno: Int32)
        /// The file has another size than the storage.
        case size(String, is: Int, expected: Int)
        /// The memory cannot be had.
        case refused(errno: Int32)

        /// The reason in a sentence.
        public var description: String {
            switch self {
            case .file(let path, let code): "\(path): \(String(cString: strerror(code)))"
            case .size(let path, let size, let expected):
                "\(path): has \(size) bytes, and the board's storage \(expected): it is no storage, or another board's"
            case .refused(let code): "the storage cannot be mapped: \(String(cString: strerror(code)))"
            }
        }
    }

    nonisolated(unsafe) private static var region = HostMemory.Region(start: 0, size: 0)
    nonisolated(unsafe) private static var pageBytes = 0

    /// Maps `region`, in pages of `pageSize` bytes. Its content is that of the file, which is made where there is none, or is empty;
    /// without a file it is erased, and is gone at the end of the process.
    public static func map(_ region: HostMemory.Region, pageSize: Int, file: String?) throws(MapError) {
        let size = Int(region.size)
        var descriptor: Int32 = -1
        defer { if descriptor >= 0 { close(descriptor) } }
        var isNew = true
        if let file {
            descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
            guard descriptor >= 0 else { throw .file(file, errno: errno) }
            let present = Int(lseek(descriptor, 0, SEEK_END))
            guard present == 0 || present == size else { throw .size(file, is: present, expected: size) }
            isNew = present == 0
            guard ftruncate(descriptor, size) == 0 else { throw .file(file, errno: errno) }
        }
        // glibc's constant is not imported: it is a macro with a cast (asm-generic/mman-common.h).
        let fixedWithoutReplacing: Int32 = 0x10_0000
        let wanted = UnsafeMutableRawPointer(bitPattern: UInt(region.start))
        let kind = descriptor >= 0 ? MAP_SHARED : MAP_PRIVATE | MAP_ANONYMOUS
        let got = mmap(wanted, size, PROT_READ | PROT_WRITE, kind | fixedWithoutReplacing, descriptor, 0)
        guard let got, got == wanted else { throw .refused(errno: errno) }
        self.region = region
        pageBytes = pageSize
        if isNew { memset(got, 0xFF, size) }
    }

    /// Gives the memory back: there is no storage then.
    public static func unmap() {
        guard region.size > 0 else { return }
        munmap(UnsafeMutableRawPointer(bitPattern: start), Int(region.size))
        region = HostMemory.Region(start: 0, size: 0)
    }

    /// The first address.
    public static var start: UInt { UInt(region.start) }

    /// The address after the last.
    public static var end: UInt { UInt(region.end) }

    /// All are alike.
    public static func pageSize(at address: UInt) -> Int { pageBytes }

    /// As large as any chip's, so that what runs here runs there.
    public static var writeSize: Int { 8 }

    /// Makes the page ones.
    public static func erase(pageAt address: UInt) -> PeripheralStatus {
        guard start..<end ~= address else { return .absent }
        return MemoryFlash.erase(address - (address - start) % UInt(pageBytes), pageBytes)
    }

    /// Clears the bits that are clear in `bytes`.
    public static func write(_ address: UInt, _ bytes: UnsafePointer<UInt8>, _ count: Int) -> PeripheralStatus {
        guard start...end ~= address, count >= 0, UInt(count) <= end - address,
            Int(address) % writeSize == 0, count % writeSize == 0
        else { return .absent }
        return MemoryFlash.write(address, bytes, count)
    }
}
