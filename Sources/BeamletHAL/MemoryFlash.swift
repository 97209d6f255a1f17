/// Memory that is treated as flash: erasing makes ones, and writing makes zeros of them.
public enum MemoryFlash {
    /// Makes `count` bytes ones.
    public static func erase(_ address: UInt, _ count: Int) -> PeripheralStatus {
        guard let flash = UnsafeMutablePointer<UInt8>(bitPattern: address) else { return .absent }
        for index in 0..<count { flash[index] = 0xFF }
        return .done
    }

    /// Clears the bits that are clear in `bytes`; `.failed` where others were clear before.
    public static func write(_ address: UInt, _ bytes: UnsafePointer<UInt8>, _ count: Int) -> PeripheralStatus {
        guard let flash = UnsafeMutablePointer<UInt8>(bitPattern: address) else { return .absent }
        var isSame = true
        for index in 0..<count {
            flash[index] &= bytes[index]
            isSame = isSame && flash[index] == bytes[index]
        }
        return isSame ? .done : .failed
    }
}
