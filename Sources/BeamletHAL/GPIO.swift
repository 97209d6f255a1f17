/// The pins of a board, in banks of up to 32. Bank 0 is the one the chip's manual calls A or 0.
public protocol GPIO {
    /// How many banks there are.
    static var bankCount: UInt8 { get }

    /// Which pins of a bank exist: a bit for each, bit 0 for pin 0. Zero for a bank that does not exist.
    static func pins(ofBank bank: UInt8) -> UInt32

    /// Sets up a pin: mode, pull and slew rate. Where hardware has no choice of pull or speed the argument is ignored.
    ///
    /// - Returns: `.absent` for a pin that does not exist, `.unsupported` for a mode it does not have.
    static func configure(_ bank: UInt8, _ pin: UInt8, _ mode: PinMode, _ pull: PinPull, _ speed: PinSpeed)
        -> PeripheralStatus

    /// Drives an output high or low. Does nothing for a pin that does not exist.
    static func write(_ bank: UInt8, _ pin: UInt8, _ high: Bool)

    /// Reads the level at the pin, of an output too. False for a pin that does not exist.
    static func read(_ bank: UInt8, _ pin: UInt8) -> Bool

    /// Sends ``Event/gpioEdge(bank:pin:)`` at each such edge or level from now on, in place of any earlier trigger. A
    /// level sends one event, and one more each time ``setInterrupt(_:_:_:)`` is called while it lasts.
    ///
    /// - Returns: `.absent` for a pin that does not exist; `.unsupported` where its interrupt line serves another pin
    ///   already or the hardware cannot trigger so.
    static func setInterrupt(_ bank: UInt8, _ pin: UInt8, _ trigger: PinTrigger) -> PeripheralStatus

    /// Stops the events of a pin. Those in the ring stay there.
    static func removeInterrupt(_ bank: UInt8, _ pin: UInt8)
}

extension GPIO {
    /// Whether a pin exists.
    @inlinable
    public static func exists(_ bank: UInt8, _ pin: UInt8) -> Bool {
        pin < 32 && pins(ofBank: bank) >> UInt32(pin) & 1 != 0
    }
}

/// What a pin does.
public enum PinMode: Equatable, Sendable {
    /// Reads the level.
    case input
    /// Drives both levels.
    case output
    /// Drives low, lets go for high.
    case outputOpenDrain
    /// Belongs to a converter; the lowest consumption for an unused pin.
    case analog
    /// Belongs to a peripheral: the number of the alternate function as the chip's manual gives it.
    case alternate(UInt8)
}

/// The resistor at a pin.
public enum PinPull: UInt8, Sendable {
    /// None.
    case floating
    /// To the supply.
    case up
    /// To ground.
    case down
}

/// How steep an output's edges may be: the chip's own four steps, from least noise to most speed.
public enum PinSpeed: UInt8, Sendable {
    /// About 2 MHz.
    case low
    /// About 25 MHz.
    case medium
    /// About 50 MHz.
    case high
    /// About 100 MHz.
    case maximum
}

/// What makes a pin's interrupt.
public enum PinTrigger: UInt8, Sendable {
    /// Low to high.
    case rising
    /// High to low.
    case falling
    /// Any change.
    case both
    /// Being low.
    case low
    /// Being high.
    case high
}
