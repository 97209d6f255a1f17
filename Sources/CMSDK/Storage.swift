import BeamletHAL

/// The first megabyte of the board's pseudo-static RAM (ARM DAI 0386, table 3-3) as flash in pages of 4 KB, so that programs with files
/// run on this board. It lasts as long as the board has power, and as QEMU runs.
public enum CMSDKStorage: Flash {
    /// Where the pseudo-static RAM begins.
    public static var start: UInt { 0x2100_0000 }

    /// One megabyte on.
    public static var end: UInt { 0x2110_0000 }

    /// All are alike.
    public static func pageSize(at address: UInt) -> Int { 4096 }

    /// As large as any chip's.
    public static var writeSize: Int { 8 }

    /// Makes the page ones.
    public static func erase(pageAt address: UInt) -> PeripheralStatus { MemoryFlash.erase(address & ~4095, 4096) }

    /// Clears the bits that are clear in `bytes`.
    public static func write(_ address: UInt, _ bytes: UnsafePointer<UInt8>, _ count: Int) -> PeripheralStatus {
        MemoryFlash.write(address, bytes, count)
    }
}
