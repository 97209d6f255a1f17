// erlang: processes that are kept from running.
extension Machine {
    /// `suspend_process(Pid)`.
    @inline(never)
    mutating func erlang_suspend_process_1(_ a: Arguments) -> Term {
        guard let block = suspendable(a[0]), block != 0 else { return fail(.badarg) }
        return suspend(block) ? .true : failOutOfMemory()
    }

    /// `suspend_process(Pid, [unless_suspending | asynchronous | {asynchronous, Tag}])`. There is one core: whoever asks, runs, so
    /// that the other process is suspended at once in any case.
    @inline(never)
    mutating func erlang_suspend_process_2(_ a: Arguments) -> Term {
        var onlyOnce = false
        var isAsynchronous = false
        var tag = Term.none
        var rest = a[1]
        while rest.isList {
            let option = rest.head
            if option == atom("unless_suspending") {
                onlyOnce = true
            } else if option == atom("asynchronous") {
                isAsynchronous = true
            } else if option.isTuple, option.header.words == 2, option.element(0) == atom("asynchronous") {
                isAsynchronous = true
                tag = option.element(1)
            } else {
                return failBadarg(cause: "badopt")
            }
            rest = rest.tail
        }
        guard rest.isNil else { return failBadarg(cause: "badopt") }
        guard let block = suspendable(a[0]) else { return fail(.badarg) }
        if block == 0, !isAsynchronous { return fail(.badarg) }
        var result = Term.true
        if block != 0 {
            if onlyOnce, findRelation(current, .suspends, a[0]) != 0 {
                result = .false
            } else if !suspend(block) {
                return failOutOfMemory()
            }
        }
        if tag.isSomething {
            let message = scratchTuple(2)
            store(tag, message.boxedAddress &+ 4)
            store(block == 0 ? .badarg : atom("suspended"), message.boxedAddress &+ 8)
            guard postMade(message, to: current) else { return failOutOfMemory() }
        }
        return result
    }

    /// The control block of a process that the current one may suspend, 0 where it is gone, nil where it never could.
    private mutating func suspendable(_ pid: Term) -> Address? {
        guard pid.isLocalPid, pid != process(current).pointee.pid else { return nil }
        return lookup(pid)
    }

    /// `resume_process(Pid)`: takes back what the caller did once.
    @inline(never)
    mutating func erlang_resume_process_1(_ a: Arguments) -> Term {
        guard a[0].isLocalPid else { return fail(.badarg) }
        let mine = findRelation(current, .suspends, a[0])
        let block = lookup(a[0])
        guard mine != 0, block != 0 else { return fail(.badarg) }
        let left = relation(mine).pointee.name.smallValue - 1
        if left == 0 { unrelate(current, mine) } else { relation(mine).pointee.name = Term(small: left) }
        resume(block, count: 1)
        return .true
    }
}
