import BeamletHAL
import Synchronization

/// Pins that are a table: a program sets them up and drives them as on a chip, a test reads them and drives them from
/// outside. Sixteen banks of sixteen pins. Any thread may call.
public enum HostGPIO: GPIO {
    private static let pinsInBank: UInt8 = 16

    private struct Pin {
        var mode = PinMode.analog
        var pull = PinPull.floating
        var speed = PinSpeed.low
        var output = false
        var driven: Bool?
        var trigger: PinTrigger?

        /// The level that a meter would show.
        var level: Bool {
            let outside = driven ?? (pull == .up)
            switch mode {
            case .output: return output
            case .outputOpenDrain: return output && (driven ?? true)
            case .input, .analog, .alternate: return outside
            }
        }
    }

    private static let table = Mutex([Pin](repeating: Pin(), count: Int(bankCount) * Int(pinsInBank)))

    /// Sixteen.
    public static var bankCount: UInt8 { 16 }

    /// Sixteen in each.
    public static func pins(ofBank bank: UInt8) -> UInt32 {
        bank < bankCount ? 0xFFFF : 0
    }

    /// All modes.
    public static func configure(
        _ bank: UInt8, _ pin: UInt8, _ mode: PinMode, _ pull: PinPull, _ speed: PinSpeed
    ) -> PeripheralStatus {
        if case .alternate(let function) = mode, function > 15 { return .unsupported }
        return change(bank, pin) { entry in
            (entry.mode, entry.pull, entry.speed) = (mode, pull, speed)
        } ? .done : .absent
    }

    /// Drives an output.
    public static func write(_ bank: UInt8, _ pin: UInt8, _ high: Bool) {
        change(bank, pin) { $0.output = high }
    }

    /// The level: an output's own; of an input what drives it, else its pull.
    public static func read(_ bank: UInt8, _ pin: UInt8) -> Bool {
        level(bank, pin) ?? false
    }

    /// All triggers. As on most chips, pin `n` of one bank at a time can be watched.
    public static func setInterrupt(_ bank: UInt8, _ pin: UInt8, _ trigger: PinTrigger) -> PeripheralStatus {
        guard exists(bank, pin) else { return .absent }
        return table.withLock { table in
            for other in 0..<bankCount where other != bank {
                if table[index(other, pin)].trigger != nil { return .unsupported }
            }
            table[index(bank, pin)].trigger = trigger
            let level = table[index(bank, pin)].level
            if trigger == .high && level || trigger == .low && !level { send(bank, pin) }
            return .done
        }
    }

    /// Stops the pin's events.
    public static func removeInterrupt(_ bank: UInt8, _ pin: UInt8) {
        change(bank, pin) { $0.trigger = nil }
    }

    // MARK: For tests

    /// Drives a pin from outside, or lets it go with nil; sends the event of the edge that it makes. False for a pin
    /// that does not exist.
    @discardableResult
    public static func drive(_ bank: UInt8, _ pin: UInt8, _ high: Bool?) -> Bool {
        change(bank, pin) { $0.driven = high }
    }

    /// The level at a pin; nil for one that does not exist.
    public static func level(_ bank: UInt8, _ pin: UInt8) -> Bool? {
        guard exists(bank, pin) else { return nil }
        return table.withLock { $0[index(bank, pin)].level }
    }

    /// How a pin was set up; nil for one that does not exist. A pin that nobody has set up is analog.
    public static func setup(_ bank: UInt8, _ pin: UInt8) -> (mode: PinMode, pull: PinPull, speed: PinSpeed)? {
        guard exists(bank, pin) else { return nil }
        return table.withLock { table in
            let pin = table[index(bank, pin)]
            return (pin.mode, pin.pull, pin.speed)
        }
    }

    /// Takes everything back to how it is at the start.
    public static func reset() {
        table.withLock { table in
            for index in table.indices { table[index] = Pin() }
        }
    }

    /// Changes a pin and sends the event that the change of level makes.
    @discardableResult
    private static func change(_ bank: UInt8, _ pin: UInt8, _ body: (inout Pin) -> Void) -> Bool {
        guard exists(bank, pin) else { return false }
        table.withLock { table in
            let index = index(bank, pin)
            let before = table[index].level
            body(&table[index])
            let after = table[index].level
            guard before != after, let trigger = table[index].trigger else { return }
            switch trigger {
            case .both: send(bank, pin)
            case .rising, .high: if after { send(bank, pin) }
            case .falling, .low: if !after { send(bank, pin) }
            }
        }
        return true
    }

    /// With the table's lock held: the ring has one producer at a time.
    private static func send(_ bank: UInt8, _ pin: UInt8) {
        Events.put(.gpioEdge(bank: bank, pin: pin))
        HostClock.wake()
    }

    private static func index(_ bank: UInt8, _ pin: UInt8) -> Int {
        Int(bank) * Int(pinsInBank) + Int(pin)
    }
}
