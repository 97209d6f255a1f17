extension Machine {
    /// Runs processes until the program has ended or none is ready.
    ///
    /// One function with one `switch` over all instructions. The compiler turns it into one bounded table branch and
    /// keeps `Registers` in machine registers; this holds only as long as everything rare is a call to a function of
    /// its own that gets its state from the process, and as long as no case has the next instruction's address at hand
    /// while it still needs its own: where both were alive at once, every instruction would begin with a copy. A case reads like the instruction's specification; the shapes
    /// that several share are in `Shapes.swift`.
    @_optimize(speed)
    @inline(never)
    mutating func interpret() {
        var r = Registers(ip: 0, xBase: x, e: 0, h: 0, reductions: 0)
        refreshAll(&r)
        while true {
            #if !hasFeature(Embedded)
                if executed != nil { noteExecuted(r.ip) }
            #endif
            switch unsafeBitCast(UInt8(truncatingIfNeeded: r.u8(0)), to: Opcode.self) {

            // MARK: Moves
            case .move_x_d:
                r.setX(2, r.x(1))
                r.next(4)
            case .move_y_d:
                r.setX(2, r.y(1))
                r.next(4)
            case .move_a_d:
                r.setX(1, Term(bits: r.u16(2)))
                r.next(4)
            case .move_q_d:
                r.setX(1, Term(bits: r.u32(2)))
                r.next(6)
            case .move_x_e:
                r.setY(2, r.x(1))
                r.next(4)
            case .move_a_e:
                r.setY(1, Term(bits: r.u16(2)))
                r.next(4)
            case .move_q_e:
                r.setY(1, Term(bits: r.u32(2)))
                r.next(6)
            case .move_y_e:
                r.setY(2, r.y(1))
                r.next(4)
            case .move_wide_xx_h_h:
                store(load(r.xBase &+ r.u16(2) &* 4), r.xBase &+ r.u16(4) &* 4)
                r.next(6)
            case .move_wide_yx_h_h:
                store(load(r.e &+ r.u16(2) &* 4), r.xBase &+ r.u16(4) &* 4)
                r.next(6)
            case .move_wide_xy_h_h:
                store(load(r.xBase &+ r.u16(2) &* 4), r.e &+ r.u16(4) &* 4)
                r.next(6)
            case .swap_d_d:
                let first = r.x(1)
                r.setX(1, r.x(2))
                r.setX(2, first)
                r.next(4)
            case .move2_x_d_x_d:
                r.setX(2, r.x(1))
                r.setX(4, r.x(3))
                r.next(6)
            case .move2_x_e_x_e:
                r.setY(2, r.x(1))
                r.setY(4, r.x(3))
                r.next(6)
            case .move2_y_d_y_d:
                r.setX(2, r.y(1))
                r.setX(4, r.y(3))
                r.next(6)

            // MARK: Frames and heap
            case .allocate_n_n:
                let words = r.u8(1)
                if r.hasRoom(words) {
                    r.e = r.e &- words &* 4
                    r.next(4)
                } else {
                    makeRoom(&r, words: words, live: r.u8(2))
                }
            case .allocate_heap_n_n_h:
                let words = r.u8(1)
                if r.hasRoom(words &+ r.u16(4)) {
                    r.e = r.e &- words &* 4
                    r.next(6)
                } else {
                    makeRoom(&r, words: words &+ r.u16(4), live: r.u8(2))
                }
            case .allocate_move_n_n_x_e:
                let words = r.u8(1)
                if r.hasRoom(words) {
                    r.e = r.e &- words &* 4
                    r.setY(4, r.x(3))
                    r.next(6)
                } else {
                    makeRoom(&r, words: words, live: r.u8(2))
                }
            case .allocate_move2_n_n_x_e_x_e:
                let words = r.u8(1)
                if r.hasRoom(words) {
                    r.e = r.e &- words &* 4
                    r.setY(4, r.x(3))
                    r.setY(6, r.x(5))
                    r.next(8)
                } else {
                    makeRoom(&r, words: words, live: r.u8(2))
                }
            case .test_heap_n_h:
                let words = r.u16(2)
                if r.hasRoom(words) { r.next(4) } else { makeRoom(&r, words: words, live: r.u8(1)) }
            case .test_heap_wide_h_f:
                let words = r.u32(4)
                if r.hasRoom(words) { r.next(8) } else { makeRoom(&r, words: words, live: r.u16(2)) }
            case .deallocate_n:
                r.e = r.e &+ r.u8(1) &* 4
                r.next(2)
            case .deallocate_return_n:
                r.e = r.e &+ r.u8(1) &* 4
                r.popReturn()
            case .trim_n:
                r.e = r.e &+ r.u8(1) &* 4
                r.next(2)
            case .init_yreg_e:
                r.setY(1, .nil)
                r.next(2)
            case .init_yregs_e_e:
                r.setY(1, .nil)
                r.setY(2, .nil)
                r.next(4)

            // MARK: Control
            case .jump_j:
                r.jump(2)
            case .jump_far_f:
                r.ip = r.u32(2)
            case .return_:
                r.popReturn()
            case .return_x:
                r.x0 = r.x(1)
                r.popReturn()
            case .return_a:
                r.x0 = Term(bits: r.u16(2))
                r.popReturn()
            case .return_q:
                r.x0 = Term(bits: r.u32(2))
                r.popReturn()
            case .call_j:
                r.push(returnTo: r.ip &+ 4)
                r.jump(2)
                countReduction(&r)
            case .call_far_f:
                r.push(returnTo: r.ip &+ 6)
                r.ip = r.u32(2)
                countReduction(&r)
            case .call_ext_f:
                r.push(returnTo: r.ip &+ 6)
                enterOther(&r, r.u32(2))
            case .call_last_n_j:
                r.e = r.e &+ r.u8(1) &* 4
                r.jump(2)
                countReduction(&r)
            case .call_last_far_n_f:
                r.e = r.e &+ r.u8(1) &* 4
                r.ip = r.u32(2)
                countReduction(&r)
            case .call_ext_last_n_f:
                r.e = r.e &+ r.u8(1) &* 4
                enterOther(&r, r.u32(2))
            case .call_only_j:
                r.jump(2)
                countReduction(&r)
            case .call_only_far_f:
                r.ip = r.u32(2)
                countReduction(&r)
            case .call_ext_only_f:
                enterOther(&r, r.u32(2))
            case .call_bif_n_h:
                callBIF(&r, number: r.u16(2), arity: r.u8(1), size: 4)
            case .call_bif_last_n_n_h:
                if callBIF(&r, number: r.u16(4), arity: r.u8(1), size: 0) {
                    r.e = r.e &+ r.u8(2) &* 4
                    r.popReturn()
                }
            case .call_bif_only_n_h:
                if callBIF(&r, number: r.u16(2), arity: r.u8(1), size: 0) { r.popReturn() }
            case .move_call_x_j:
                r.x0 = r.x(1)
                r.push(returnTo: r.ip &+ 4)
                r.jump(2)
                countReduction(&r)
            case .move_call_y_j:
                r.x0 = r.y(1)
                r.push(returnTo: r.ip &+ 4)
                r.jump(2)
                countReduction(&r)
            case .move2_call_x_d_x_d_j:
                r.setX(2, r.x(1))
                r.setX(4, r.x(3))
                r.push(returnTo: r.ip &+ 8)
                r.jump(6)
                countReduction(&r)
            case .apply_n:
                flush(r)
                r.ip = apply(arity: r.u8(1), returnTo: r.ip &+ 2)
                refresh(&r)
            case .apply_last_n_n:
                flush(r)
                r.ip = applyLast(arity: r.u8(1), frame: r.u8(2))
                refresh(&r)
            case .call_fun_n:
                callFun(&r, load(r.xBase &+ 12 &+ r.u8(1) &* 4), arity: r.u8(1), size: 2)
            case .call_fun2_n_x:
                callFun(&r, r.x(2), arity: r.u8(1), size: 4)
            case .call_fun_last_n_n:
                callFunLast(&r, load(r.xBase &+ 12 &+ r.u8(1) &* 4), arity: r.u8(1), frame: r.u8(2))
            case .call_fun2_last_n_n_x:
                callFunLast(&r, r.x(3), arity: r.u8(1), frame: r.u8(2))

            // MARK: Tests
            case .is_lt_x_i_j:
                let a = r.x(1)
                if a.isSmall {
                    r.test(Int32(bitPattern: a.bits) < Int32(bitPattern: r.i16(2)), 4, 6)
                } else {
                    r.test(order(a, Term(bits: r.i16(2))) < 0, 4, 6)
                }
            case .is_lt_i_x_j:
                let b = r.x(1)
                if b.isSmall {
                    r.test(Int32(bitPattern: r.i16(2)) < Int32(bitPattern: b.bits), 4, 6)
                } else {
                    r.test(order(Term(bits: r.i16(2)), b) < 0, 4, 6)
                }
            case .is_lt_x_x_j:
                let a = r.x(1)
                let b = r.x(2)
                if bothSmall(a, b) {
                    r.test(Int32(bitPattern: a.bits) < Int32(bitPattern: b.bits), 4, 6)
                } else {
                    r.test(order(a, b) < 0, 4, 6)
                }
            case .is_ge_x_i_j:
                let a = r.x(1)
                if a.isSmall {
                    r.test(Int32(bitPattern: a.bits) >= Int32(bitPattern: r.i16(2)), 4, 6)
                } else {
                    r.test(order(a, Term(bits: r.i16(2))) >= 0, 4, 6)
                }
            case .is_ge_i_x_j:
                let b = r.x(1)
                if b.isSmall {
                    r.test(Int32(bitPattern: r.i16(2)) >= Int32(bitPattern: b.bits), 4, 6)
                } else {
                    r.test(order(Term(bits: r.i16(2)), b) >= 0, 4, 6)
                }
            case .is_ge_x_x_j:
                let a = r.x(1)
                let b = r.x(2)
                if bothSmall(a, b) {
                    r.test(Int32(bitPattern: a.bits) >= Int32(bitPattern: b.bits), 4, 6)
                } else {
                    r.test(order(a, b) >= 0, 4, 6)
                }
            case .is_eq_x_x_j:
                r.test(equal(r.x(1), r.x(2)), 4, 6)
            case .is_ne_x_x_j:
                r.test(!equal(r.x(1), r.x(2)), 4, 6)
            case .is_eq_exact_x_a_j:
                r.test(r.x(1).bits == r.u16(2), 4, 6)
            case .is_eq_exact_y_a_j:
                r.test(r.y(1).bits == r.u16(2), 4, 6)
            case .is_eq_exact_x_c_j:
                r.test(r.x(1).bits == r.u32(4), 2, 8)
            case .is_eq_exact_x_x_j:
                let a = r.x(1)
                let b = r.x(2)
                r.test(a == b || (!a.isImmediate && exactlyEqual(a, b)), 4, 6)
            case .is_ne_exact_x_a_j:
                r.test(r.x(1).bits != r.u16(2), 4, 6)
            case .is_ne_exact_x_c_j:
                r.test(r.x(1).bits != r.u32(4), 2, 8)
            case .is_ne_exact_x_x_j:
                let a = r.x(1)
                let b = r.x(2)
                r.test(a != b && (a.isImmediate || !exactlyEqual(a, b)), 4, 6)
            case .is_nil_x_j:
                r.test(r.x(1).isNil, 2, 4)
            case .is_nonempty_list_x_j:
                r.test(r.x(1).isList, 2, 4)
            case .is_nonempty_list_y_j:
                r.test(r.y(1).isList, 2, 4)
            case .is_nonempty_list_get_x_d_d_j:
                let list = r.x(1)
                if list.isList {
                    r.setX(2, list.head)
                    r.setX(3, list.tail)
                    r.next(6)
                } else {
                    r.jump(4)
                }
            case .is_list_x_j:
                let a = r.x(1)
                r.test(a.isList || a.isNil, 2, 4)
            case .is_tuple_x_j:
                r.test(r.x(1).isBoxed(.tuple), 2, 4)
            case .test_arity_x_h_j:
                r.test(r.x(1).header.bits &>> 8 == r.u16(2), 4, 6)
            case .is_tagged_tuple_x_h_a_j:
                let a = r.x(1)
                r.test(
                    a.isBoxed && a.header.bits == r.u16(2) &<< 8 | Tag.nonTerm && a.boxedWord(0) == r.u16(4), 6, 8)
            case .is_tagged_tuple_x_h_c_j:
                let a = r.x(1)
                r.test(
                    a.isBoxed && a.header.bits == r.u16(2) &<< 8 | Tag.nonTerm && a.boxedWord(0) == r.u32(6), 4, 10)
            case .is_integer_x_j:
                let a = r.x(1)
                r.test(a.isSmall || a.isBignum, 2, 4)
            case .is_atom_x_j:
                r.test(r.x(1).isAtom, 2, 4)
            case .is_boolean_x_j:
                let a = r.x(1)
                r.test(a == .true || a == .false, 2, 4)
            case .is_number_x_j:
                let a = r.x(1)
                r.test(a.isSmall || a.isBignum || a.isFloat, 2, 4)
            case .is_float_x_j:
                r.test(r.x(1).isFloat, 2, 4)
            case .is_pid_x_j:
                r.test(r.x(1).isLocalPid || r.x(1).isBoxed(.externalPid), 2, 4)
            case .is_port_x_j:
                r.test(r.x(1).isPort, 2, 4)
            case .is_reference_x_j:
                r.test(r.x(1).isBoxed(.reference, or: .externalReference), 2, 4)
            case .is_binary_x_j:
                r.test(isBinary(r.x(1)), 2, 4)
            case .is_bitstring_x_j:
                r.test(r.x(1).isBitstring, 2, 4)
            case .is_map_x_j:
                r.test(r.x(1).isBoxed(.flatMap, or: .hashMap), 2, 4)
            case .is_function_x_j:
                r.test(r.x(1).isBoxed(.fun, or: .exportFun), 2, 4)
            case .is_function2_x_x_j:
                r.test(isFunction(r.x(1), arity: r.x(2)), 4, 6)
            case .select_val_x_h_j_v:
                selectValue(&r)
            case .jump_table_x_i_h_j_v:
                let value = r.x(1)
                let index = (value.bits &- r.i16(2)) &>> 2
                if value.isSmall && index < r.u16(4) {
                    r.jump(8 &+ index &* 2)
                } else {
                    r.jump(6)
                }
            case .select_arity_x_h_j_v:
                selectArity(&r)

            // MARK: Lists and tuples
            case .get_list_x_d_d:
                let list = r.x(1)
                r.setX(2, list.head)
                r.setX(3, list.tail)
                r.next(4)
            case .get_list_y_d_d:
                let list = r.y(1)
                r.setX(2, list.head)
                r.setX(3, list.tail)
                r.next(4)
            case .get_hd_x_d:
                r.setX(2, r.x(1).head)
                r.next(4)
            case .get_hd_y_d:
                r.setX(2, r.y(1).head)
                r.next(4)
            case .get_tl_x_d:
                r.setX(2, r.x(1).tail)
                r.next(4)
            case .get_tl_y_d:
                r.setX(2, r.y(1).tail)
                r.next(4)
            case .put_list_x_x_d:
                putList(&r, r.x(1), r.x(2))
                r.setX(3, Term(list: r.h &- 8))
                r.next(4)
            case .put_list_x_a_d:
                putList(&r, r.x(1), Term(bits: r.u16(4)))
                r.setX(2, Term(list: r.h &- 8))
                r.next(6)
            case .put_list_y_x_d:
                putList(&r, r.y(1), r.x(2))
                r.setX(3, Term(list: r.h &- 8))
                r.next(4)
            case .put_list_a_x_d:
                putList(&r, Term(bits: r.u16(4)), r.x(1))
                r.setX(2, Term(list: r.h &- 8))
                r.next(6)
            case .get_tuple_element_x_n_d:
                r.setX(3, load(r.x(1).boxedAddress &+ 4 &+ r.u8(2) &* 4))
                r.next(4)
            case .get_tuple_element_y_n_d:
                r.setX(3, load(r.y(1).boxedAddress &+ 4 &+ r.u8(2) &* 4))
                r.next(4)
            case .get_tuple_element_x_n_e:
                r.setY(3, load(r.x(1).boxedAddress &+ 4 &+ r.u8(2) &* 4))
                r.next(4)
            case .get_tuple_element2_x_n_d_d:
                let place = r.x(1).boxedAddress &+ 4 &+ r.u8(2) &* 4
                r.setX(3, load(place))
                r.setX(4, load(place &+ 4))
                r.next(6)
            case .get_tuple_element_wide_x_d_h:
                r.setX(2, load(r.x(1).boxedAddress &+ 4 &+ r.u16(4) &* 4))
                r.next(6)
            case .set_tuple_element_x_x_h:
                store(r.x(1), r.x(2).boxedAddress &+ 4 &+ r.u16(4) &* 4)
                r.next(6)
            case .put_tuple_d_h_v:
                putTuple(&r)
            case .put_tuple2_d_x_x:
                storeWord(Header.tuple(2).bits, r.h)
                store(r.x(2), r.h &+ 4)
                store(r.x(3), r.h &+ 8)
                r.setX(1, Term(boxed: r.h))
                r.h = r.h &+ 12
                r.next(4)
            case .put_tuple2_d_a_x:
                storeWord(Header.tuple(2).bits, r.h)
                storeWord(r.u16(4), r.h &+ 4)
                store(r.x(2), r.h &+ 8)
                r.setX(1, Term(boxed: r.h))
                r.h = r.h &+ 12
                r.next(6)
            case .put_tuple2_d_a_y:
                storeWord(Header.tuple(2).bits, r.h)
                storeWord(r.u16(4), r.h &+ 4)
                store(r.y(2), r.h &+ 8)
                r.setX(1, Term(boxed: r.h))
                r.h = r.h &+ 12
                r.next(6)
            case .put_tuple3_d_a_x_x:
                storeWord(Header.tuple(3).bits, r.h)
                storeWord(r.u16(4), r.h &+ 4)
                store(r.x(2), r.h &+ 8)
                store(r.x(3), r.h &+ 12)
                r.setX(1, Term(boxed: r.h))
                r.h = r.h &+ 16
                r.next(6)
            case .update_record_x_d_h_h_v:
                updateRecord(&r)

            // MARK: Maps
            case .get_map_element_x_a_d_j:
                getMapElement(&r, Term(bits: r.u16(4)), r.xAddress(2), label: 6, size: 8)
            case .get_map_element_x_x_d_j:
                getMapElement(&r, r.x(2), r.xAddress(3), label: 4, size: 6)
            case .put_map_x_x_x_d_n_j:
                putMap(&r)
            case .update_map_x_d_n_h_j_v:
                flush(r)
                finishUpdate(
                    &r, updateMap(), r.xAddress(2), r.xBase &+ 12 &+ r.u8(3) &* 4, isEndKnown: true, size: 0)
            case .new_map_d_n_q_v:
                newMap(&r)

            // MARK: Native records
            case .native_record_x_n_q_j:
                r.test(testRecord(r.x(1), r.u8(2), Term(bits: r.u32(6))), 4, 10)
            case .get_record_field_x_x_d_q_j:
                let value = recordField(r.x(1), r.x(2), Term(bits: r.u32(6)))
                if value.isSomething {
                    r.setX(3, value)
                    r.next(10)
                } else if r.u16(4) != 0 {
                    r.jump(4)
                } else {
                    flush(r)
                    r.ip = recordFieldFailed(r.x(1), r.x(2), Term(bits: r.u32(6)))
                    refresh(&r)
                }
            case .put_record_x_d_n_q_h_j_v:
                flush(r)
                r.ip = putRecord()
                refresh(&r)

            // MARK: Arithmetic
            case .add_x_i_d_n:
                let a = r.x(1)
                let (sum, overflow) = Int32(bitPattern: a.bits).addingReportingOverflow(Int32(bitPattern: r.i16(4)))
                if a.isSmall && !overflow {
                    r.setX(2, Term(bits: UInt32(bitPattern: sum)))
                    r.next(6)
                } else {
                    arithmetic(&r, .add, a, Term(bits: r.i16(4)), r.xAddress(2), live: r.u8(3), label: 0, size: 6)
                }
            case .add_y_i_d_n:
                let a = r.y(1)
                let (sum, overflow) = Int32(bitPattern: a.bits).addingReportingOverflow(Int32(bitPattern: r.i16(4)))
                if a.isSmall && !overflow {
                    r.setX(2, Term(bits: UInt32(bitPattern: sum)))
                    r.next(6)
                } else {
                    arithmetic(&r, .add, a, Term(bits: r.i16(4)), r.xAddress(2), live: r.u8(3), label: 0, size: 6)
                }
            case .add_x_x_d_n:
                add(&r, r.x(1), r.x(2), r.xAddress(3), live: r.u8(4), label: 0, size: 6)
            case .add_y_x_d_n:
                add(&r, r.y(1), r.x(2), r.xAddress(3), live: r.u8(4), label: 0, size: 6)
            case .sub_x_x_d_n:
                subtract(&r, r.x(1), r.x(2), r.xAddress(3), live: r.u8(4), label: 0, size: 6)
            case .sub_y_x_d_n:
                subtract(&r, r.y(1), r.x(2), r.xAddress(3), live: r.u8(4), label: 0, size: 6)
            case .guard_add_x_x_d_n_j:
                add(&r, r.x(1), r.x(2), r.xAddress(3), live: r.u8(4), label: r.i16(6), size: 8)
            case .guard_sub_x_x_d_n_j:
                subtract(&r, r.x(1), r.x(2), r.xAddress(3), live: r.u8(4), label: r.i16(6), size: 8)
            case .mul_x_x_d_n_j:
                let a = r.x(1)
                let b = r.x(2)
                let (product, overflow) = Int32(bitPattern: a.bits)
                    .multipliedReportingOverflow(by: Int32(bitPattern: b.bits) &>> 2)
                if bothSmall(a, b) && !overflow {
                    r.setX(3, Term(bits: UInt32(bitPattern: product)))
                    r.next(8)
                } else {
                    arithmetic(&r, .multiply, a, b, r.xAddress(3), live: r.u8(4), label: r.i16(6), size: 8)
                }
            case .int_div_x_x_d_n_j:
                let a = r.x(1)
                let b = r.x(2)
                // -1 as divisor may overflow (the smallest small integer); 0 raises.
                if bothSmall(a, b) && b.bits &+ 4 > 4 {
                    let quotient = Int32(bitPattern: a.bits) / Int32(bitPattern: b.bits)
                    r.setX(3, Term(bits: UInt32(bitPattern: quotient) &<< 2))
                    r.next(8)
                } else {
                    arithmetic(&r, .divide, a, b, r.xAddress(3), live: r.u8(4), label: r.i16(6), size: 8)
                }
            case .rem_x_x_d_n_j:
                let a = r.x(1)
                let b = r.x(2)
                if bothSmall(a, b) && b.bits &+ 4 > 4 {
                    let remainder = Int32(bitPattern: a.bits) % Int32(bitPattern: b.bits)
                    r.setX(3, Term(bits: UInt32(bitPattern: remainder)))
                    r.next(8)
                } else {
                    arithmetic(&r, .remainder, a, b, r.xAddress(3), live: r.u8(4), label: r.i16(6), size: 8)
                }
            case .band_x_x_d_n_j:
                let a = r.x(1)
                let b = r.x(2)
                if bothSmall(a, b) {
                    r.setX(3, Term(bits: a.bits & b.bits))
                    r.next(8)
                } else {
                    arithmetic(&r, .and, a, b, r.xAddress(3), live: r.u8(4), label: r.i16(6), size: 8)
                }
            case .bor_x_x_d_n_j:
                let a = r.x(1)
                let b = r.x(2)
                if bothSmall(a, b) {
                    r.setX(3, Term(bits: a.bits | b.bits))
                    r.next(8)
                } else {
                    arithmetic(&r, .or, a, b, r.xAddress(3), live: r.u8(4), label: r.i16(6), size: 8)
                }
            case .bxor_x_x_d_n_j:
                let a = r.x(1)
                let b = r.x(2)
                if bothSmall(a, b) {
                    r.setX(3, Term(bits: a.bits ^ b.bits))
                    r.next(8)
                } else {
                    arithmetic(&r, .xor, a, b, r.xAddress(3), live: r.u8(4), label: r.i16(6), size: 8)
                }
            case .bsl_x_x_d_n_j:
                arithmetic(&r, .shiftLeft, r.x(1), r.x(2), r.xAddress(3), live: r.u8(4), label: r.i16(6), size: 8)
            case .bsr_x_x_d_n_j:
                let a = r.x(1)
                let b = r.x(2)
                // Shifts by less than 30: as an unsigned word of a tagged small integer.
                if bothSmall(a, b) && b.bits < 30 &<< 2 {
                    let shifted = Int32(bitPattern: a.bits) &>> (Int32(bitPattern: b.bits) &>> 2)
                    r.setX(3, Term(bits: UInt32(bitPattern: shifted) & ~Tag.mask))
                    r.next(8)
                } else {
                    arithmetic(&r, .shiftRight, a, b, r.xAddress(3), live: r.u8(4), label: r.i16(6), size: 8)
                }
            case .bnot_x_d_n_j:
                let a = r.x(1)
                if a.isSmall {
                    r.setX(2, Term(bits: ~a.bits & ~Tag.mask))
                    r.next(6)
                } else {
                    arithmetic(&r, .not, a, Term(small: 0), r.xAddress(2), live: r.u8(3), label: r.i16(4), size: 6)
                }
            case .negate_x_d_n_j:
                arithmetic(&r, .negate, r.x(1), Term(small: 0), r.xAddress(2), live: r.u8(3), label: r.i16(4), size: 6)
            case .bif0_d_n_h_j:
                guardBIF(&r, number: r.u16(4), first: r.u8(2), arity: 0, r.xAddress(1), label: r.i16(6), size: 8)
            case .bif1_x_d_n_h_j:
                let first = r.u8(3)
                store(r.x(1), r.xBase &+ first &* 4)
                guardBIF(&r, number: r.u16(4), first: first, arity: 1, r.xAddress(2), label: r.i16(6), size: 8)
            case .bif2_x_x_d_n_h_j:
                let first = r.u8(4)
                let a = r.x(1)
                let b = r.x(2)
                store(a, r.xBase &+ first &* 4)
                store(b, r.xBase &+ 4 &+ first &* 4)
                guardBIF(&r, number: r.u16(6), first: first, arity: 2, r.xAddress(3), label: r.i16(8), size: 10)
            case .bif3_x_x_x_d_n_h_j:
                let first = r.u8(5)
                let a = r.x(1)
                let b = r.x(2)
                let c = r.x(3)
                store(a, r.xBase &+ first &* 4)
                store(b, r.xBase &+ 4 &+ first &* 4)
                store(c, r.xBase &+ 8 &+ first &* 4)
                guardBIF(&r, number: r.u16(6), first: first, arity: 3, r.xAddress(4), label: r.i16(8), size: 10)
            case .bif_wide_d_n_h_h_j:
                guardBIF(
                    &r, number: r.u16(6), first: r.u16(4), arity: r.u8(2), r.xAddress(1), label: r.i16(8), size: 10)
            case .hd_x_d_j:
                let a = r.x(1)
                if a.isList {
                    r.setX(2, a.head)
                    r.next(6)
                } else {
                    failGuard(&r, .erlang_hd_1, a, label: r.i16(4))
                }
            case .tl_x_d_j:
                let a = r.x(1)
                if a.isList {
                    r.setX(2, a.tail)
                    r.next(6)
                } else {
                    failGuard(&r, .erlang_tl_1, a, label: r.i16(4))
                }
            case .element_x_x_d_j:
                let index = r.x(1)
                let tuple = r.x(2)
                // 1 to the arity, all as tagged words; 0 wraps round.
                if index.isSmall && tuple.isBoxed(.tuple) && index.bits &- 4 < (tuple.header.bits &>> 8) &<< 2 {
                    r.setX(3, load(tuple.boxedAddress &+ index.bits))
                    r.next(6)
                } else {
                    failGuard(&r, .erlang_element_2, index, tuple, label: r.i16(4))
                }
            case .tuple_size_x_d_j:
                let a = r.x(1)
                if a.isBoxed(.tuple) {
                    r.setX(2, Term(bits: (a.header.bits &>> 8) &<< 2))
                    r.next(6)
                } else {
                    failGuard(&r, .erlang_tuple_size_1, a, label: r.i16(4))
                }
            case .self_d:
                r.setX(1, process(current).pointee.pid)
                r.next(2)

            // MARK: Floats
            case .fload_q_n:
                copyFloat(Term(bits: r.u32(2)).boxedAddress &+ 4, r.float(r.u8(1)))
                r.next(6)
            case .fload_x_n:
                copyFloat(r.x(1).boxedAddress &+ 4, r.float(r.u8(2)))
                r.next(4)
            case .fconv_x_n:
                if convertToFloat(r.x(1), r.float(r.u8(2))) { r.next(4) } else { raise(&r, .badarith) }
            case .fstore_n_d:
                storeWord(Header(.float, words: 2).bits, r.h)
                copyFloat(r.float(r.u8(1)), r.h &+ 4)
                r.setX(2, Term(boxed: r.h))
                r.h = r.h &+ 12
                r.next(4)
            case .fadd_n_n_n:
                float(&r, .add)
            case .fsub_n_n_n:
                float(&r, .subtract)
            case .fmul_n_n_n:
                float(&r, .multiply)
            case .fdiv_n_n_n:
                float(&r, .divide)
            case .fnegate_n_n:
                let from = r.float(r.u8(1))
                let to = r.float(r.u8(2))
                storeWord(loadWord(from), to)
                storeWord(loadWord(from &+ 4) ^ 1 &<< 31, to &+ 4)
                r.next(4)
            case .fmove_h_h:
                copyFloat(r.float(r.u16(2)), r.float(r.u16(4)))
                r.next(6)

            // MARK: Bit syntax
            case .bs_start_match_x_d_n_j:
                let source = r.x(1)
                if source.isBoxed(.matchContext) {
                    r.setX(2, source)
                    r.next(6)
                } else {
                    flush(r)
                    r.ip = startMatch()
                    refresh(&r)
                }
            case .bs_get_position_x_d:
                r.setX(2, load(r.x(1).boxedAddress &+ MatchContext.position))
                r.next(4)
            case .bs_set_position_x_x:
                store(r.x(2), r.x(1).boxedAddress &+ MatchContext.position)
                r.next(4)
            case .bs_get_tail_x_d_n:
                flush(r)
                r.ip = getTail()
                refresh(&r)
            case .bs_ensure_x_h_j:
                r.test(bitsLeft(r.x(1)) >= r.u16(2) &<< 2, 4, 6)
            case .bs_ensure_bytes_x_h_j:
                let left = bitsLeft(r.x(1))
                let wanted = r.u16(2) &<< 2
                r.test(left >= wanted && (left &- wanted) & 0x1F == 0, 4, 6)
            case .bs_ensure_exactly_x_h_j:
                r.test(bitsLeft(r.x(1)) == r.u16(2) &<< 2, 4, 6)
            case .bs_read8_x_d:
                let place = r.x(1).boxedAddress
                let position = loadWord(place &+ MatchContext.position)
                if position & 0x1C == 0 {
                    let data = load(place &+ MatchContext.holder).holderData
                    r.setX(2, Term(bits: Bits.byte(data &+ position &>> 5) &<< 2))
                    storeWord(position &+ 8 &<< 2, place &+ MatchContext.position)
                } else {
                    r.setX(2, readBits(r.x(1), count: 8))
                }
                r.next(4)
            case .bs_read16_x_d:
                let place = r.x(1).boxedAddress
                let position = loadWord(place &+ MatchContext.position)
                if position & 0x1C == 0 {
                    let data = load(place &+ MatchContext.holder).holderData &+ position &>> 5
                    r.setX(2, Term(bits: Bits.byte(data) &<< 10 | Bits.byte(data &+ 1) &<< 2))
                    storeWord(position &+ 16 &<< 2, place &+ MatchContext.position)
                } else {
                    r.setX(2, readBits(r.x(1), count: 16))
                }
                r.next(4)
            case .bs_read32_x_d_n:
                flush(r)
                r.ip = readWord()
                refresh(&r)
            case .bs_read_x_d_n:
                r.setX(2, readBits(r.x(1), count: r.u8(3)))
                r.next(4)
            case .bs_skip_x_h:
                let place = r.x(1).boxedAddress &+ MatchContext.position
                storeWord(loadWord(place) &+ r.u16(2) &<< 2, place)
                r.next(4)
            case .bs_is_value_x_n_h_j:
                r.test(isNext(r.x(1), count: r.u8(2), value: r.u16(4)), 6, 8)
            case .bs_get_x_x_d_n_n_n_j:
                flush(r)
                r.ip = getBits()
                refresh(&r)
            case .bs_put_x_x_d_n_n_n_j:
                flush(r)
                r.ip = putBits()
                refresh(&r)
            case .bs_create_bin_d_n_h_h_j_v:
                flush(r)
                r.ip = createBitstring()
                refresh(&r)

            // MARK: Funs
            case .make_fun_d_n_f_v:
                makeFun(&r)

            // MARK: Exceptions
            case .try_e_c:
                r.setY(1, Term(bits: r.u32(2)))
                r.next(6)
            case .try_wide_h_c:
                store(Term(bits: r.u32(4)), r.e &+ r.u16(2) &* 4)
                r.next(8)
            case .try_end_e:
                r.setY(1, .nil)
                r.next(2)
            case .try_case_e:
                r.setY(1, .nil)
                r.x0 = r.x1
                r.x1 = r.x2
                r.x2 = load(r.xBase &+ 24)
                r.next(2)
            case .catch_end_e:
                r.setY(1, .nil)
                r.next(2)
                if r.x0.isNone { caught(&r) }
            case .catch_end_wide_h:
                store(.nil, r.e &+ r.u16(2) &* 4)
                r.next(4)
                if r.x0.isNone { caught(&r) }
            case .raise_x_x:
                flush(r)
                r.ip = reraise(trace: r.x(1), reason: r.x(2))
                refresh(&r)
            case .raw_raise:
                flush(r)
                r.ip = rawRaise()
                refresh(&r)
            case .build_stacktrace:
                flush(r)
                let built = buildStacktrace(r.x0, live: 0)
                refresh(&r)
                if built.isNone {
                    r.ip = outOfMemory()
                    refresh(&r)
                } else {
                    r.x0 = built
                    r.next(2)
                }
            case .badmatch_x:
                raise(&r, .badmatch, r.x(1))
            case .case_end_x:
                raise(&r, .caseClause, r.x(1))
            case .try_case_end_x:
                raise(&r, .tryClause, r.x(1))
            case .badrecord_x:
                raise(&r, .badrecord, r.x(1))
            case .if_end:
                raise(&r, .ifClause)
            case .func_info_n_h_h:
                flush(r)
                r.ip = functionClause(arity: r.u8(1))
                refresh(&r)

            // MARK: Processes
            case .send:
                flush(r)
                let sent = send(r.x1, to: r.x0)
                refresh(&r)
                if sent.isNone {
                    r.ip = bifFailed(UInt32(BIF.erlang_send_2.rawValue), arguments: r.xBase &+ 12, arity: 2)
                    refresh(&r)
                } else {
                    r.x0 = sent
                    r.next(2)
                    r.reductions = r.reductions &- 1
                }
            case .loop_rec_d_j:
                let running = process(current)
                let save = running.pointee.mailboxSave
                let cell = save.isNil ? running.pointee.mailbox : save.tail
                if cell.isNil {
                    r.jump(2)
                } else {
                    r.setX(1, cell.head)
                    r.next(4)
                }
            case .loop_rec_end_j:
                let running = process(current)
                let save = running.pointee.mailboxSave
                running.pointee.mailboxSave = save.isNil ? running.pointee.mailbox : save.tail
                r.jump(2)
                r.reductions = r.reductions &- 1
                if r.reductions <= 0 { r.ip = endSlice(at: r.ip, live: 0) }
            case .remove_message:
                removeMessage()
                r.next(2)
            case .wait_j:
                r.jump(2)
                flush(r)
                if !waitForMessage() { return }
                refreshAll(&r)
            case .wait_timeout_x_j:
                switch prepareTimeout(r.x(1)) {
                case .elapsed:
                    r.next(4)
                case .waiting:
                    r.jump(2)
                    flush(r)
                    if !waitForMessage() { return }
                    refreshAll(&r)
                case .invalid:
                    raise(&r, .timeoutValue)
                case .noMemory:
                    flush(r)
                    r.ip = outOfMemory()
                    refresh(&r)
                }
            case .timeout:
                process(current).pointee.mailboxSave = .nil
                r.next(2)
            case .recv_marker_reserve_d:
                // Mostly there is nothing to skip, or a marker that is free.
                let last = process(current).pointee.mailboxLast
                let free = process(current).pointee.markers
                if last.isNil {
                    r.setX(1, .nil)
                } else if !free.isNil, free.element(0).isNil {
                    setMarker(free, .undefined, last)
                    r.setX(1, free)
                } else {
                    flush(r)
                    let marker = reserveMarker()
                    refresh(&r)
                    r.setX(1, marker)
                }
                r.next(2)
            case .recv_marker_bind_x_x:
                if !r.x(1).isNil { store(r.x(2), r.x(1).boxedAddress &+ 4) }
                r.next(4)
            case .recv_marker_clear_x:
                clearMarker(r.x(1))
                r.next(2)
            case .recv_marker_use_x:
                useMarker(r.x(1))
                r.next(2)

            // MARK: Where processes start and end
            case .exit_normally:
                flush(r)
                exitCurrent(.normal)
                if !schedule() { return }
                refreshAll(&r)
            case .end_of_start:
                flush(r)
                startReturned(r.x0)
                return
            case .apply_stub:
                flush(r)
                r.ip = applyList()
                refresh(&r)
            case .terminate:
                flush(r)
                exitCurrent(process(current).pointee.reason)
                if !schedule() { return }
                refreshAll(&r)
            case .yield_:
                r.ip = resume
                flush(r)
                if !yield(live: resumeLive) { return }
                refreshAll(&r)
            case .on_load_:
                flush(r)
                r.ip = onLoadReturned()
                refresh(&r)
            case .import_f:
                flush(r)
                r.ip = r.u32(2)
                if r.ip == 0 {
                    r.ip = imported()
                    refresh(&r)
                }
            case .call_named_:
                flush(r)
                r.ip = callNamed()
                refresh(&r)
            }
        }
    }
}
