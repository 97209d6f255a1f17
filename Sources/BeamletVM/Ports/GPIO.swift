import BeamletHAL

// gpio: pins as AtomVM's module of that name has them. A pin is `{Bank, Number}`: bank `a` to `i` (or its number), number 0 to 31, a list of
// numbers, or `all`. An edge arrives as `{gpio_interrupt, Pin}` at the process that asked for it.

/// Who hears of which pin's edges. Entries are arena blocks in a list.
struct GPIODriver {
    /// Whether the port is open, and which process opened it.
    var owner = Term.nil
    /// First listener, or 0.
    var listeners: Address = 0
}

/// A process that hears of a pin's edges.
private struct Listener {
    var next: Address
    var pid: Term
    var bank: UInt8
    var pin: UInt8
    /// The bank as the program wrote it, for the message.
    var bankTerm: Term

    static let size = 16
}

private func listener(_ address: Address) -> UnsafeMutablePointer<Listener> {
    UnsafeMutablePointer(bitPattern: UInt(address)).unsafelyUnwrapped
}

extension Machine {
    /// The one port there is: GPIO.
    static var gpioPort: Term { Term(bits: 1 &<< Tag.immediateShift | Tag.port) }

    /// Whether a port identifier is that of an open port.
    mutating func isOpenPort(_ port: Term) -> Bool { port == Machine.gpioPort && !gpio.owner.isNil }

    // MARK: Arguments

    /// A bank and the pins of it that a term names. nil: it names none.
    private mutating func pins(_ term: Term) -> (bank: UInt8, mask: UInt32)? {
        guard term.isTuple, term.header.words == 2 else { return nil }
        let bankTerm = term.element(0)
        var bank: UInt8
        if bankTerm.isAtom {
            let name = atomText(bankTerm)
            guard name.count == 1, name.bytes[0] >= UInt8(ascii: "a") else { return nil }
            bank = name.bytes[0] - UInt8(ascii: "a")
        } else if bankTerm.isSmall, bankTerm.smallValue >= 0, bankTerm.smallValue < 256 {
            bank = UInt8(bankTerm.smallValue)
        } else {
            return nil
        }
        let all = platform.gpioPins(bank)
        guard all != 0 else { return nil }
        if term.element(1) == .all { return (bank, all) }
        if let pin = pin(term.element(1), all) { return (bank, 1 &<< UInt32(pin)) }
        var rest = term.element(1)
        guard rest.isList else { return nil }
        var mask: UInt32 = 0
        while rest.isList {
            guard let pin = pin(rest.head, all) else { return nil }
            mask |= 1 &<< UInt32(pin)
            rest = rest.tail
        }
        return rest.isNil ? (bank, mask) : nil
    }

    private mutating func pin(_ term: Term, _ all: UInt32) -> UInt8? {
        guard term.isSmall, term.smallValue >= 0, term.smallValue < 32 else { return nil }
        return all &>> UInt32(term.smallValue) & 1 != 0 ? UInt8(term.smallValue) : nil
    }

    /// A single pin.
    private mutating func singlePin(_ term: Term) -> (bank: UInt8, pin: UInt8)? {
        guard let (bank, mask) = pins(term), mask & (mask &- 1) == 0, mask != 0 else { return nil }
        return (bank, UInt8(mask.trailingZeroBitCount))
    }

    private mutating func level(_ term: Term) -> Bool? {
        switch term {
        case .high, Term(small: 1): true
        case .low, Term(small: 0): false
        default: nil
        }
    }

    /// How a pin is set up.
    private struct PinSetting {
        var mode = PinMode.input
        var pull = PinPull.floating
        var speed = PinSpeed.low

        /// Sets the mode that an atom names. False: it names none.
        mutating func setMode(_ term: Term) -> Bool {
            switch term.place(from: .input, 4) {
            case 0: mode = .input
            case 1: mode = .output
            case 2: mode = .outputOpenDrain
            case 3: mode = .analog
            default: return false
            }
            return true
        }

        /// `pull`: `up`, `down` or `floating`. False: none of them.
        mutating func setPull(_ term: Term) -> Bool {
            let place = term.place(from: .floating, 3)
            if place >= 0 { pull = PinPull(rawValue: UInt8(place)).unsafelyUnwrapped }
            return place >= 0
        }

        /// `output_speed`: 2, 25, 50 or 100 MHz. False: none of them.
        mutating func setSpeed(_ term: Term) -> Bool {
            var place = term.place(from: .mhz2, 4)
            switch term {
            case Term(small: 2): place = 0
            case Term(small: 25): place = 1
            case Term(small: 50): place = 2
            case Term(small: 100): place = 3
            default: break
            }
            if place >= 0 { speed = PinSpeed(rawValue: UInt8(place)).unsafelyUnwrapped }
            return place >= 0
        }

        /// Sets what a direction or mode asks for: an atom, or `{Mode, Options}`, or `{af, Number}`. False: it is none of these.
        mutating func set(_ term: Term) -> Bool {
            guard term.isTuple else { return setMode(term) }
            guard term.header.words == 2 else { return false }
            var rest = term.element(1)
            if term.element(0) == .af {
                guard rest.isSmall, rest.smallValue >= 0, rest.smallValue < 16 else { return false }
                mode = .alternate(UInt8(rest.smallValue))
                return true
            }
            guard setMode(term.element(0)) else { return false }
            while rest.isList {
                let option = rest.head
                guard option.isTuple, option.header.words == 2 else { return false }
                switch option.element(0) {
                case .pull: guard setPull(option.element(1)) else { return false }
                case .outputSpeed: guard setSpeed(option.element(1)) else { return false }
                default: return false
                }
                rest = rest.tail
            }
            return rest.isNil
        }
    }

    /// Sets pins up as a direction or mode asks; `ok`, or badarg where the chip cannot.
    private mutating func configure(_ pinTerm: Term, as mode: Term) -> Term {
        var setting = PinSetting()
        return setting.set(mode) ? configure(pinTerm, setting) : fail(.badarg)
    }

    /// The same with a setting.
    private mutating func configure(_ pinTerm: Term, _ setting: PinSetting) -> Term {
        guard let (bank, mask) = pins(pinTerm) else { return fail(.badarg) }
        var rest = mask
        while rest != 0 {
            let pin = UInt8(rest.trailingZeroBitCount)
            guard platform.gpioConfigure(bank, pin, setting.mode, setting.pull, setting.speed) == .done else {
                return fail(.badarg)
            }
            rest &= rest &- 1
        }
        return .ok
    }

    private mutating func write(_ pinTerm: Term, _ levelTerm: Term) -> Term {
        guard let (bank, mask) = pins(pinTerm), let level = level(levelTerm) else { return fail(.badarg) }
        var rest = mask
        while rest != 0 {
            platform.gpioWrite(bank, UInt8(rest.trailingZeroBitCount), level)
            rest &= rest &- 1
        }
        return .ok
    }

    private mutating func read(_ pinTerm: Term) -> Term {
        guard let (bank, pin) = singlePin(pinTerm) else { return fail(.badarg) }
        return platform.gpioRead(bank, pin) ? .high : .low
    }

    // MARK: Direct functions

    @inline(never)
    mutating func gpio_init_1(_ a: Arguments) -> Term { pins(a[0]) == nil ? fail(.badarg) : .ok }
    @inline(never)
    mutating func gpio_deinit_1(_ a: Arguments) -> Term { configure(a[0], PinSetting()) }
    @inline(never)
    mutating func gpio_set_pin_mode_2(_ a: Arguments) -> Term { configure(a[0], as: a[1]) }
    @inline(never)
    mutating func gpio_digital_write_2(_ a: Arguments) -> Term { write(a[0], a[1]) }
    @inline(never)
    mutating func gpio_digital_read_1(_ a: Arguments) -> Term { read(a[0]) }

    /// `set_pin_pull(Pin, up | down | floating)`: for a pin that is an input.
    @inline(never)
    mutating func gpio_set_pin_pull_2(_ a: Arguments) -> Term {
        var setting = PinSetting()
        return setting.setPull(a[1]) ? configure(a[0], setting) : fail(.badarg)
    }

    // MARK: Port functions

    /// `open()` and `start()`: the port. It is one, whoever opens it.
    @inline(never)
    mutating func gpio_open_0() -> Term {
        if gpio.owner.isNil { gpio.owner = process(current).pointee.pid }
        return Machine.gpioPort
    }

    /// `start()`: the port, registered as `gpio`.
    @inline(never)
    mutating func gpio_start_0() -> Term {
        let port = gpio_open_0()
        if whereis(.gpio).isNil {
            guard register(.gpio, port) else { return failOutOfMemory() }
        }
        return port
    }

    @inline(never)
    mutating func gpio_stop_0() -> Term {
        closeGPIO()
        return .ok
    }

    @inline(never)
    mutating func gpio_close_1(_ a: Arguments) -> Term {
        guard a[0] == Machine.gpioPort else { return fail(.badarg) }
        closeGPIO()
        return .ok
    }

    private mutating func closeGPIO() {
        gpio.owner = .nil
        if whereis(.gpio) == Machine.gpioPort { unregister(.gpio) }
        removeListeners { _ in true }
    }

    /// What a process leaves behind: its listeners go, and with the owner the port closes.
    mutating func closePorts(owner: Term) {
        if gpio.owner == owner { closeGPIO() }
        if gpio.listeners != 0 { removeListeners { $0.pid == owner } }
    }

    @inline(never)
    mutating func gpio_read_2(_ a: Arguments) -> Term { isOpenPort(a[0]) ? read(a[1]) : fail(.badarg) }
    @inline(never)
    mutating func gpio_set_level_3(_ a: Arguments) -> Term {
        isOpenPort(a[0]) ? write(a[1], a[2]) : fail(.badarg)
    }
    @inline(never)
    mutating func gpio_set_direction_3(_ a: Arguments) -> Term {
        isOpenPort(a[0]) ? configure(a[1], as: a[2]) : fail(.badarg)
    }

    /// `set_int(Port, Pin, Trigger)`: the calling process hears of edges.
    @inline(never)
    mutating func gpio_set_int_3(_ a: Arguments) -> Term { setInterrupt(a, receiver: process(current).pointee.pid) }

    /// `set_int(Port, Pin, Trigger, Pid | Name)`.
    @inline(never)
    mutating func gpio_set_int_4(_ a: Arguments) -> Term {
        let receiver = a[3].isAtom ? whereis(a[3]) : a[3]
        guard receiver.isLocalPid else { return fail(.badarg) }
        return setInterrupt(a, receiver: receiver)
    }

    private mutating func setInterrupt(_ a: Arguments, receiver: Term) -> Term {
        guard isOpenPort(a[0]), let (bank, pin) = singlePin(a[1]), let trigger = trigger(a[2]) else {
            return fail(.badarg)
        }
        let block = allocate(bytes: Listener.size)
        if block == 0 { return failOutOfMemory() }
        guard platform.gpioSetInterrupt(bank, pin, trigger) == .done else {
            free(block)
            return fail(.badarg)
        }
        listener(block).pointee = Listener(
            next: gpio.listeners, pid: receiver, bank: bank, pin: pin, bankTerm: a[1].element(0))
        gpio.listeners = block
        forgetListener(bank, pin, after: block)
        return .ok
    }

    /// Forgets who has listened to a pin before the listener at `new`, whose interrupt goes on.
    private mutating func forgetListener(_ bank: UInt8, _ pin: UInt8, after new: Address) {
        var before = new
        while true {
            let cursor = listener(before).pointee.next
            if cursor == 0 { return }
            let entry = listener(cursor).pointee
            if entry.bank == bank && entry.pin == pin {
                listener(before).pointee.next = entry.next
                free(cursor)
                return
            }
            before = cursor
        }
    }

    private mutating func trigger(_ term: Term) -> PinTrigger? {
        let place = term.place(from: .rising, 5)
        return place < 0 ? nil : PinTrigger(rawValue: UInt8(place)).unsafelyUnwrapped
    }

    @inline(never)
    mutating func gpio_remove_int_2(_ a: Arguments) -> Term {
        guard isOpenPort(a[0]), let (bank, pin) = singlePin(a[1]) else { return fail(.badarg) }
        platform.gpioRemoveInterrupt(bank, pin)
        removeListeners { $0.bank == bank && $0.pin == pin }
        return .ok
    }

    /// Forgets the listeners that `matches` names; pins that nobody listens to any more interrupt no more.
    private mutating func removeListeners(_ matches: (Listener) -> Bool) {
        var before: Address = 0
        var cursor = gpio.listeners
        while cursor != 0 {
            let entry = listener(cursor).pointee
            if matches(entry) {
                if before == 0 { gpio.listeners = entry.next } else { listener(before).pointee.next = entry.next }
                platform.gpioRemoveInterrupt(entry.bank, entry.pin)
                free(cursor)
            } else {
                before = cursor
            }
            cursor = entry.next
        }
    }

    // MARK: Events

    /// Turns an event of an interrupt into messages.
    mutating func handle(event word: UInt32) {
        let event = Event(rawValue: word)
        guard event.kind == .gpioEdge else { return }
        let bank = UInt8(truncatingIfNeeded: event.payload >> 8)
        let pin = UInt8(truncatingIfNeeded: event.payload)
        var cursor = gpio.listeners
        while cursor != 0 {
            let entry = listener(cursor).pointee
            cursor = entry.next
            let block = lookup(entry.pid)
            if block == 0 || entry.bank != bank || entry.pin != pin { continue }
            let message = scratchTuple(2)
            let place = scratch &+ 48
            storeWord(Header.tuple(2).bits, place)
            store(entry.bankTerm, place &+ 4)
            store(Term(small: Int(pin)), place &+ 8)
            store(.gpioInterrupt, message.boxedAddress &+ 4)
            store(Term(boxed: place), message.boxedAddress &+ 8)
            _ = postMade(message, to: block)
        }
    }
}
