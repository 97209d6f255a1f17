// erlang: aliases, and monitors with options.
//
// A reference that is an alias has its process's pid in its first word. While it is active the process has a relation of the
// kind `alias` with the reference's number.
extension Machine {
    /// When an alias ends by itself: the `name` of its relation.
    private enum AliasEnd {
        static var explicitly: Term { .explicitUnalias }
        /// With the first message that comes through it, and, for those of monitors, with the monitor.
        static var reply: Term { .replyDemonitor }
        /// With its monitor.
        static var demonitor: Term { .demonitor }
    }

    /// A new reference on the current heap, with its process's pid in it when it is an alias. `none`: there is no memory.
    mutating func makeReference(_ number: UInt64, isAlias: Bool) -> Term {
        guard ensureSettled(4, live: live) else { return failOutOfMemory() }
        let top = process(current).pointee.heapTop
        writeReference(low: UInt32(truncatingIfNeeded: number), high: UInt32(truncatingIfNeeded: number >> 32), at: top)
        if isAlias { store(process(current).pointee.pid, top &+ 4) }
        process(current).pointee.heapTop = top &+ 16
        return Term(boxed: top)
    }

    @inline(never)
    mutating func erlang_alias_0() -> Term { makeAlias(AliasEnd.explicitly) }

    /// `alias([explicit_unalias | reply])`.
    @inline(never)
    mutating func erlang_alias_1(_ a: Arguments) -> Term {
        var end = AliasEnd.explicitly
        var rest = a[0]
        while rest.isList {
            switch word(rest.head, in: "explicit_unalias reply priority") {
            case 0: end = AliasEnd.explicitly
            case 1: end = AliasEnd.reply
            case 2: break
            default: return fail(.badarg)
            }
            rest = rest.tail
        }
        return rest.isNil ? makeAlias(end) : fail(.badarg)
    }

    private mutating func makeAlias(_ end: Term) -> Term {
        let number = nextReference()
        guard relate(current, .alias, process(current).pointee.pid, reference: number, name: end) else {
            return failOutOfMemory()
        }
        return makeReference(number, isAlias: true)
    }

    /// `unalias(Alias)`: whether it was one of this process's.
    @inline(never)
    mutating func erlang_unalias_1(_ a: Arguments) -> Term {
        guard a[0].isReference else { return fail(.badarg) }
        guard a[0].isBoxed(.reference), a[0].boxedTerm(0) == process(current).pointee.pid else { return .false }
        return Term(endAlias(current, referenceNumber(a[0])))
    }

    /// Ends an alias. Whether there was one.
    @discardableResult
    private mutating func endAlias(_ block: Address, _ number: UInt64) -> Bool {
        let found = findRelation(block, .alias, process(block).pointee.pid, reference: number)
        if found == 0 { return false }
        unrelate(block, found)
        return true
    }

    /// A monitor of a process has ended: an alias that lives no longer than it ends too.
    mutating func monitorEnded(_ block: Address, _ number: UInt64) {
        let found = findRelation(block, .alias, process(block).pointee.pid, reference: number)
        if found != 0, relation(found).pointee.name != AliasEnd.explicitly { unrelate(block, found) }
    }

    /// The process that an alias stands for while it is active, or 0. What it ends with a message, ends.
    mutating func aliasReceiver(_ reference: Term) -> Address {
        guard reference.isBoxed(.reference), reference.boxedTerm(0).isLocalPid else { return 0 }
        let block = lookup(reference.boxedTerm(0))
        if block == 0 { return 0 }
        let number = referenceNumber(reference)
        let found = findRelation(block, .alias, reference.boxedTerm(0), reference: number)
        if found == 0 { return 0 }
        if relation(found).pointee.name == AliasEnd.reply {
            unrelate(block, found)
            _ = demonitor(block, reference: number)
        }
        return block
    }

    // MARK: Monitors

    /// What the options of a monitor ask for.
    struct MonitorOptions {
        /// When the alias ends, or nil: the reference is none.
        var alias = Term.nil
        /// What the message begins with, or `none`: `'DOWN'`.
        var tag = Term.none
    }

    /// Puts what the options of `monitor/3` and of `{monitor, Options}` say into `options`. False: they are wrong.
    @inline(never)
    mutating func readOptions(_ list: Term, into options: inout MonitorOptions) -> Bool {
        var rest = list
        while rest.isList {
            let option = rest.head
            guard option.isTuple, option.header.words == 2 else { return false }
            if option.element(0) == .tag {
                options.tag = option.element(1)
            } else if option.element(0) == .alias {
                let end = option.element(1)
                guard end == .replyDemonitor || end == .demonitor || end == .explicitUnalias else { return false }
                options.alias = end
            } else {
                return false
            }
            rest = rest.tail
        }
        return rest.isNil
    }

    /// `monitor(Type, Item)` and `monitor(Type, Item, Options)`: of processes by pid or name; of ports, which is answered like that
    /// of a process that is gone when there is no such port; of the time offset.
    private mutating func monitor(_ a: Arguments, _ options: MonitorOptions) -> Term {
        var target = a[1]
        let isClock = a[0] == .timeOffset
        guard isClock || a[0] == .process || a[0] == .port else { return failBadarg(cause: "badtype") }
        if isClock && target != .clockService { return fail(.badarg) }
        var name = Term.nil
        if target.isTuple, target.header.words == 2, target.element(0).isAtom, target.element(1).isAtom {
            guard target.element(1) == .noNode else { return fail(.badarg) }
            target = target.element(0)
        }
        if target.isAtom && !isClock {
            name = target
            target = whereis(name)
        } else if a[0] == .process ? !target.isPid : !isClock && !target.isPort {
            return fail(.badarg)
        }
        guard ensure(4, live: live) else { return failOutOfMemory() }
        // Room has been made since the options were looked at.
        var options = options
        if options.tag.isSomething { _ = readOptions(a[2], into: &options) }
        let tag = options.tag
        let object = name.isNil ? a[1] : target
        let block = target.isLocalPid && a[0] == .process ? lookup(target) : 0
        let number = nextReference()
        let isAlias = !options.alias.isNil
        if isAlias {
            guard relate(current, .alias, process(current).pointee.pid, reference: number, name: options.alias) else {
                return failOutOfMemory()
            }
        }
        if isClock {
            guard relate(current, .monitors, target, reference: number, tag: tag, isAlias: isAlias) else {
                return failOutOfMemory()
            }
            return makeReference(number, isAlias: isAlias)
        }
        if block == current || (a[0] == .port && isOpenPort(target)) {
            return makeReference(number, isAlias: isAlias)
        }
        if block == 0 {
            let down = Down(number: number, object: object, name: name, type: a[0], tag: tag, isAlias: isAlias)
            guard sendDown(down, reason: .noproc, to: current) else { return failOutOfMemory() }
            monitorEnded(current, number)
            return makeReference(number, isAlias: isAlias)
        }
        guard monitor(current, block, name: name, number: number, tag: tag, isAlias: isAlias) else {
            return failOutOfMemory()
        }
        return makeReference(number, isAlias: isAlias)
    }

    @inline(never)
    mutating func erlang_monitor_2(_ a: Arguments) -> Term { monitor(a, MonitorOptions()) }

    @inline(never)
    mutating func erlang_monitor_3(_ a: Arguments) -> Term {
        var options = MonitorOptions()
        return readOptions(a[2], into: &options) ? monitor(a, options) : failBadarg(cause: "badopt")
    }
}
