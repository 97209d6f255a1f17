// lists: what is native there.
extension Machine {
    /// `reverse(List, Tail)`. 2 words for each element.
    @inline(never)
    mutating func lists_reverse_2(_ a: Arguments) -> Term {
        let count = length(of: a[0])
        if count < 0 { return fail(.badarg) }
        guard ensure(count * 2, live: live) else { return failOutOfMemory() }
        let running = process(current)
        var top = running.pointee.heapTop
        var result = a[1]
        var rest = a[0]
        while rest.isList {
            store(rest.head, top)
            store(result, top &+ 4)
            result = Term(list: top)
            top = top &+ 8
            rest = rest.tail
        }
        running.pointee.heapTop = top
        charge(count / 10)
        return result
    }

    /// `member(Term, List)`.
    @inline(never)
    mutating func lists_member_2(_ a: Arguments) -> Term {
        let wanted = a[0]
        var rest = a[1]
        var steps: UInt32 = 0
        while rest.isList {
            let head = rest.head
            if head == wanted || (!wanted.isImmediate && exactlyEqual(head, wanted)) {
                return .true
            }
            rest = rest.tail
            step(&steps, 20)
        }
        return rest.isNil ? .false : fail(.badarg)
    }

    /// The first tuple of the list `a[2]` whose element `a[1]` equals (`==`) `a[0]`; `false` where there is none.
    private mutating func findKey(_ a: Arguments) -> Term {
        guard a[1].isSmall, a[1].smallValue >= 1 else { return fail(.badarg) }
        let index = a[1].smallValue
        var rest = a[2]
        var steps: UInt32 = 0
        while rest.isList {
            let head = rest.head
            if head.isTuple && head.header.words >= index && equal(head.element(index - 1), a[0]) {
                return head
            }
            rest = rest.tail
            step(&steps, 20)
        }
        return rest.isNil ? .false : fail(.badarg)
    }

    @inline(never)
    mutating func lists_keyfind_3(_ a: Arguments) -> Term { findKey(a) }

    @inline(never)
    mutating func lists_keymember_3(_ a: Arguments) -> Term {
        let found = findKey(a)
        return found.isNone || found == .false ? found : .true
    }

    /// `{value, Tuple}` or `false`.
    @inline(never)
    mutating func lists_keysearch_3(_ a: Arguments) -> Term {
        let found = findKey(a)
        if found.isNone || found == .false { return found }
        a[0] = found
        guard ensure(3, live: live) else { return failOutOfMemory() }
        return makeTuple(.value, a[0])
    }
}
