import BeamletHAL

/// The board as the VM sees it: a table of functions.
///
/// The table keeps the VM one piece of code: were `Machine` generic over its board, all of it would be
/// specialised into the board's module and compiled once for each board. So only the small functions below are, and the
/// VM is compiled once for each core. The price, an indirect call, is paid only where a program talks to the outside or
/// asks for the time. The functions capture nothing, so they need no allocation. (C function pointers cannot be formed in
/// a generic initialiser, `@convention(thin)` is not implemented for it: both tried with Swift 6.3.1.)
public struct Platform: ~Copyable {
    /// What the board calls itself.
    public var name: StaticString
    /// Microseconds since reset.
    var now: () -> UInt64
    /// Waits for an event, or until a time.
    var wait: (UInt64?) -> Void
    /// The next event of an interrupt, if there is one.
    var nextEvent: () -> UInt32?
    /// Writes a byte to the console.
    var write: (UInt8) -> Void
    /// Writes a byte of a crash report.
    var writeError: (UInt8) -> Void
    /// The next byte that the console has received.
    var read: () -> UInt8?
    /// GPIO: see the protocol of that name.
    var gpioPins: (UInt8) -> UInt32
    var gpioConfigure: (UInt8, UInt8, PinMode, PinPull, PinSpeed) -> PeripheralStatus
    var gpioWrite: (UInt8, UInt8, Bool) -> Void
    var gpioRead: (UInt8, UInt8) -> Bool
    var gpioSetInterrupt: (UInt8, UInt8, PinTrigger) -> PeripheralStatus
    var gpioRemoveInterrupt: (UInt8, UInt8) -> Void
    /// The watchdog: see the protocol of that name.
    var watchdogStart: (UInt32) -> PeripheralStatus
    var watchdogFeed: () -> Void
    var watchdogCausedReset: () -> Bool
    #if !hasFeature(Embedded) || BEAMLET_STORAGE
        /// The flash that a program may write: see the protocol of that name.
        var storageStart: UInt
        var storageSize: Int
        var storagePageSize: (UInt) -> Int
        /// Writes, or erases a page where there is nothing to write.
        var storageChange: (UInt, UnsafePointer<UInt8>?, Int) -> PeripheralStatus
    #endif
    /// Bytes of the machine's stack that are left.
    var stackLeft: () -> Int

    /// The table of a board.
    public init<B: Board>(_ board: B.Type) {
        name = B.name
        now = { B.Time.now() }
        wait = { B.Time.wait(until: $0) }
        nextEvent = { B.nextEvent() }
        write = { B.Serial.write(B.console, $0) }
        writeError = { B.writeError($0) }
        read = { B.Serial.read(B.console) }
        gpioPins = { $0 < B.Pins.bankCount ? B.Pins.pins(ofBank: $0) : 0 }
        gpioConfigure = { B.Pins.configure($0, $1, $2, $3, $4) }
        gpioWrite = { B.Pins.write($0, $1, $2) }
        gpioRead = { B.Pins.read($0, $1) }
        gpioSetInterrupt = { B.Pins.setInterrupt($0, $1, $2) }
        gpioRemoveInterrupt = { B.Pins.removeInterrupt($0, $1) }
        watchdogStart = { B.Guardian.start($0) }
        watchdogFeed = { B.Guardian.feed() }
        watchdogCausedReset = { B.Guardian.causedReset }
        #if !hasFeature(Embedded) || BEAMLET_STORAGE
            storageStart = B.Storage.start
            storageSize = Int(B.Storage.end &- B.Storage.start)
            storagePageSize = { B.Storage.pageSize(at: $0) }
            storageChange = { address, bytes, count in
                bytes.map { B.Storage.write(address, $0, count) } ?? B.Storage.erase(pageAt: address)
            }
        #endif
        stackLeft = { B.stackLeft }
    }
}
