/// The I2C buses of a board, numbered from 0. The chip is the bus's master; addresses have 7 bits, not shifted.
public protocol I2C {
    /// How many buses there are.
    static var count: UInt8 { get }

    /// Turns a bus on, at 100,000 or 400,000 bits a second or the next lower speed it can do.
    static func configure(_ bus: UInt8, _ speed: UInt32) -> PeripheralStatus

    /// Turns a bus off.
    static func close(_ bus: UInt8)

    /// Sends a start, the address and `count` bytes, then a stop if `stop`; otherwise the next transfer begins with a
    /// repeated start. With `count` 0 it asks whether the device is there. Waits for at most `timeout` µs.
    static func write(
        _ bus: UInt8, _ address: UInt8, _ bytes: UnsafePointer<UInt8>, _ count: Int, _ stop: Bool, _ timeout: UInt32
    ) -> PeripheralStatus

    /// Sends a start and the address, receives `count` bytes, at least 1, and sends a stop. Waits for at most `timeout` µs.
    static func read(
        _ bus: UInt8, _ address: UInt8, _ bytes: UnsafeMutablePointer<UInt8>, _ count: Int, _ timeout: UInt32
    ) -> PeripheralStatus
}

/// The SPI buses of a board, numbered from 0. The chip is the bus's master; a device's select pin is ordinary GPIO.
public protocol SPI {
    /// How many buses there are.
    static var count: UInt8 { get }

    /// Turns a bus on. `speed` is in bits a second, the next lower one is taken; `mode` is 0 to 3 (clock polarity times
    /// 2, plus clock phase); `lowBitFirst` reverses the order of bits.
    static func configure(_ bus: UInt8, _ speed: UInt32, _ mode: UInt8, _ lowBitFirst: Bool) -> PeripheralStatus

    /// Turns a bus off.
    static func close(_ bus: UInt8)

    /// Exchanges `count` bytes: sends `sent`, or zeros where it is nil, and stores what comes into `received` unless
    /// that is nil. The two may be the same memory.
    static func transfer(
        _ bus: UInt8, _ sent: UnsafePointer<UInt8>?, _ received: UnsafeMutablePointer<UInt8>?, _ count: Int
    ) -> PeripheralStatus
}
