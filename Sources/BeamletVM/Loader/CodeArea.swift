/// Where linked code and its data go: memory at its final address, filled from the bottom up.
///
/// On the desktop that is the image, mapped at the address that it has in the board's flash; on the board a block of RAM.
/// Everything is built in place, so pointers are final when they are written.
public struct CodeArea {
    /// First byte.
    public let base: Address
    /// First free byte.
    public internal(set) var cursor: Address
    /// First byte that must not be used.
    public let limit: Address

    /// An empty area. `base` must be a multiple of four.
    public init(base: Address, limit: Address) {
        self.base = base
        self.limit = limit
        cursor = base
    }

    /// Reserves bytes at a multiple of `alignment` (2 or 4); what lies between is zeroed. Throws `areaFull`.
    public mutating func reserve(_ bytes: Int, alignment: UInt32 = 4) throws(LoadError) -> Address {
        let start = (cursor &+ alignment &- 1) & ~(alignment &- 1)
        guard start >= cursor, start <= limit, bytes <= Int(limit &- start) else {
            throw LoadError(.areaFull, chunk: 0, offset: 0, detail: bytes)
        }
        while cursor < start {
            rawPointer(cursor).storeBytes(of: 0, as: UInt8.self)
            cursor += 1
        }
        cursor = start &+ UInt32(bytes)
        return start
    }

    /// Appends a 16-bit unit.
    @inline(__always)
    public mutating func append(unit: UInt32) throws(LoadError) {
        let place = try reserve(2, alignment: 2)
        rawPointer(place).storeBytes(of: UInt16(truncatingIfNeeded: unit), as: UInt16.self)
    }

    /// Appends 32 bits at an even address.
    @inline(__always)
    public mutating func append(word: UInt32) throws(LoadError) {
        let place = try reserve(4, alignment: 2)
        rawPointer(place).storeBytes(of: word, as: UInt32.self)
    }
}

/// Memory that the loader needs only while it loads: handed out from the bottom up, all given back at once.
public struct Scratch {
    private var cursor: UnsafeMutableRawPointer
    private let end: UnsafeMutableRawPointer

    /// The memory of a buffer.
    public init(_ memory: UnsafeMutableRawBufferPointer) {
        cursor = memory.baseAddress.unsafelyUnwrapped
        end = cursor + memory.count
    }

    /// Room for `count` elements, whose content is undefined. Throws `scratchFull`.
    public mutating func array<Element>(of type: Element.Type, _ count: Int) throws(LoadError)
        -> UnsafeMutableBufferPointer<Element>
    {
        let aligned = cursor.alignedUp(for: UInt64.self)
        let stride = MemoryLayout<Element>.stride
        guard aligned <= end, count <= (end - aligned) / stride else {
            throw LoadError(.scratchFull, chunk: 0, offset: 0, detail: count)
        }
        cursor = aligned + count * stride
        return UnsafeMutableBufferPointer(start: aligned.assumingMemoryBound(to: type), count: count)
    }

    /// All that is left, for an array whose length is not known before it is filled; `keep(_:)` says how much of it was used.
    public func remaining<Element>(of type: Element.Type) -> UnsafeMutableBufferPointer<Element> {
        let aligned = cursor.alignedUp(for: UInt64.self)
        let count = aligned < end ? (end - aligned) / MemoryLayout<Element>.stride : 0
        return UnsafeMutableBufferPointer(start: aligned.assumingMemoryBound(to: type), count: count)
    }
}

extension CodeArea {
    /// Gives back what was reserved since the cursor was at `earlier`.
    mutating func rewind(to earlier: Address) { cursor = earlier }
}
