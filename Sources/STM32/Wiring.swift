/// What a board says of itself: which pins its package and its plugs have, and where ports are wired.
public protocol STM32Wiring {
    /// Which pins of a bank exist (0 for A): a bit for each.
    static func pins(ofBank bank: UInt8) -> UInt32

    /// Which pins a serial port uses (0 for USART1); nil for a port that is not wired.
    static func pins(ofPort port: UInt8) -> STM32PortPins?
}

/// The pins of a serial port.
public struct STM32PortPins: Sendable {
    /// The bank of both pins, 0 for A.
    public var transmitBank, transmitPin, receiveBank, receivePin: UInt8

    /// Two pins, each as its bank (0 for A) and its number.
    public init(transmit: (bank: UInt8, pin: UInt8), receive: (bank: UInt8, pin: UInt8)) {
        (transmitBank, transmitPin) = transmit
        (receiveBank, receivePin) = receive
    }
}
