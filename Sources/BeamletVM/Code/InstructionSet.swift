/// The linked instruction set: the one table from which the loader's choices, the interpreter's cases and the
/// disassembler follow.
///
/// Linked code is a stream of 16-bit units. An instruction begins at an even address with its number in the first
/// byte; then come its operands: first all that take a byte, in order, padded to an even address; then all that take
/// 16 bits, in order; then all that take 32 bits (aligned to 16 bits only). Every operand has one place and one
/// meaning, so an instruction's case in the interpreter never decodes.
///
/// A case's name is the instruction's family, then one letter for each operand. The loader takes the first
/// instruction of a family, in the order given here, whose letters fit the operands it has; for the last one of a
/// family (registers only) it moves what does not fit into a temporary X register first. So each family is complete
/// with its last entry, and the entries before it are there for speed.
///
/// | letter | bytes | operand |
/// | ------ | ----- | ------- |
/// | `x` | 1 | source: slot of an X register (X0 is slot 3, see `Machine.x`) |
/// | `y` | 1 | source: Y register |
/// | `d` | 1 | destination: slot of an X register |
/// | `e` | 1 | destination: Y register |
/// | `n` | 1 | a count: live registers, words of a frame, arity |
/// | `i` | 2 | a small integer as a tagged term, sign-extended: -8192 to 8191 |
/// | `a` | 2 | an immediate term whose word is less than 65536: nil, atoms 0 to 2047, small integers 0 to 16383 |
/// | `h` | 2 | an unsigned number |
/// | `j` | 2 | a label: distance from the instruction's own address in units of two bytes, signed; 0: no label |
/// | `c` | 4 | any immediate term |
/// | `q` | 4 | any constant term, also the address of a literal |
/// | `f` | 4 | an address: of a function, a `FunRecord`, or an unsigned number |
/// | `v` | - | what follows is a list: the instruction's comment says of what |
///
/// A list of *packed operands* is made of 16-bit units: low bits `01` X slot, `10` Y register, both in the bits above;
/// otherwise an immediate as under `a`; the unit `0xFFFD` is followed by a 32-bit constant.
public enum Opcode: UInt8, CaseIterable {
    // MARK: Moves
    case move_x_d
    case move_y_d
    case move_a_d
    case move_q_d
    case move_x_e
    case move_a_e
    case move_q_e
    case move_y_e
    /// Registers beyond what a byte can name: slots and Y registers as 16-bit numbers.
    case move_wide_xx_h_h
    case move_wide_yx_h_h
    case move_wide_xy_h_h
    case swap_d_d
    case move2_x_d_x_d
    case move2_x_e_x_e
    case move2_y_d_y_d

    // MARK: Frames and heap
    /// Frame words, live registers.
    case allocate_n_n
    /// Frame words, live registers, heap words.
    case allocate_heap_n_n_h
    /// As `allocate_n_n`, then two moves into the frame.
    case allocate_move_n_n_x_e
    case allocate_move2_n_n_x_e_x_e
    /// Heap words, live registers.
    case test_heap_n_h
    /// The same for more than bytes and units can say: live registers, heap words.
    case test_heap_wide_h_f
    case deallocate_n
    case deallocate_return_n
    /// Frame words that go.
    case trim_n
    case init_yreg_e
    case init_yregs_e_e

    // MARK: Control
    case jump_j
    case jump_far_f
    case return_
    /// Move to X0, then return.
    case return_x
    case return_a
    case return_q
    case call_j
    case call_far_f
    /// Frame words to drop, label.
    case call_last_n_j
    case call_last_far_n_f
    case call_only_j
    case call_only_far_f
    case call_ext_f
    case call_ext_last_n_f
    case call_ext_only_f
    /// Arity, BIF number: arguments in X0 and up, result in X0.
    case call_bif_n_h
    /// As the one before, then deallocate (frame words) and return.
    case call_bif_last_n_n_h
    case call_bif_only_n_h
    /// Move to X0, then call.
    case move_call_x_j
    case move_call_y_j
    /// Two moves, then call.
    case move2_call_x_d_x_d_j
    /// Arity: module and function in the registers after the arguments.
    case apply_n
    /// Arity, frame words to drop.
    case apply_last_n_n
    /// Arity: the fun in the register after the arguments.
    case call_fun_n
    /// Arity, the fun's register.
    case call_fun2_n_x
    /// The same two as tail calls: arity, frame words to drop.
    case call_fun_last_n_n
    case call_fun2_last_n_n_x

    // MARK: Tests: continue at the label unless
    case is_lt_x_i_j
    case is_lt_i_x_j
    case is_lt_x_x_j
    case is_ge_x_i_j
    case is_ge_i_x_j
    case is_ge_x_x_j
    case is_eq_x_x_j
    case is_ne_x_x_j
    case is_eq_exact_x_a_j
    case is_eq_exact_y_a_j
    case is_eq_exact_x_c_j
    case is_eq_exact_x_x_j
    case is_ne_exact_x_a_j
    case is_ne_exact_x_c_j
    case is_ne_exact_x_x_j
    case is_nil_x_j
    case is_nonempty_list_y_j
    case is_nonempty_list_x_j
    /// `is_nonempty_list` and `get_list` in one.
    case is_nonempty_list_get_x_d_d_j
    case is_list_x_j
    case is_tuple_x_j
    case test_arity_x_h_j
    /// Arity, first element.
    case is_tagged_tuple_x_h_a_j
    case is_tagged_tuple_x_h_c_j
    case is_integer_x_j
    case is_atom_x_j
    case is_boolean_x_j
    case is_number_x_j
    case is_float_x_j
    case is_pid_x_j
    case is_port_x_j
    case is_reference_x_j
    case is_binary_x_j
    case is_bitstring_x_j
    case is_map_x_j
    case is_function_x_j
    case is_function2_x_x_j
    /// Count, label of no match; then that many pairs of a 32-bit immediate, ascending as unsigned words, and a label.
    case select_val_x_h_j_v
    /// Smallest value (tagged), count, label of no match; then a label for each value from there on.
    case jump_table_x_i_h_j_v
    /// Count, label of no match; then pairs of an arity (16 bits) and a label.
    case select_arity_x_h_j_v

    // MARK: Lists and tuples
    case get_list_y_d_d
    case get_list_x_d_d
    case get_hd_y_d
    case get_hd_x_d
    case get_tl_y_d
    case get_tl_x_d
    case put_list_x_a_d
    case put_list_y_x_d
    case put_list_a_x_d
    case put_list_x_x_d
    /// Index from 0.
    case get_tuple_element_y_n_d
    case get_tuple_element_x_n_e
    case get_tuple_element_x_n_d
    /// Elements index and index + 1.
    case get_tuple_element2_x_n_d_d
    case get_tuple_element_wide_x_d_h
    /// Value, tuple, index from 0.
    case set_tuple_element_x_x_h
    /// Arity, then packed operands; where the arity is 0, 32 bits before them are the arity.
    case put_tuple_d_h_v
    case put_tuple2_d_x_x
    case put_tuple2_d_a_x
    case put_tuple2_d_a_y
    case put_tuple3_d_a_x_x
    /// Tuple, destination, size of the tuple, count of updates; then pairs of an index (16 bits, from 1) and a packed operand.
    case update_record_x_d_h_h_v

    // MARK: Maps
    /// Map, key, destination; label where the map has no such key.
    case get_map_element_x_a_d_j
    case get_map_element_x_x_d_j
    /// Map, key, value, destination, live registers; label where it is no map (0: raise).
    case put_map_x_x_x_d_n_j
    /// Map, destination, live registers, twice the number of associations and 1 where all keys must be there, label (0: raise); then
    /// packed operands, each key followed by its value.
    case update_map_x_d_n_h_j_v
    /// Destination, live registers, tuple of sorted keys; then the values as packed operands.
    case new_map_d_n_q_v

    // MARK: Native records: see `RecordInstructions.swift`
    /// Term, what is asked (`RecordTest`), module or tuple of module and name; label where it is not so.
    case native_record_x_n_q_j
    /// Record, field, destination, which record; label where there is no such field (0: raise).
    case get_record_field_x_x_d_q_j
    /// Record or nil, destination, live registers, which record, number of fields, label (unused); then packed operands, each field
    /// followed by its value.
    case put_record_x_d_n_q_h_j_v

    // MARK: Arithmetic: live registers, and in guards a label
    case add_x_i_d_n
    case add_y_i_d_n
    case add_y_x_d_n
    case add_x_x_d_n
    case sub_y_x_d_n
    case sub_x_x_d_n
    case guard_add_x_x_d_n_j
    case guard_sub_x_x_d_n_j
    case mul_x_x_d_n_j
    case int_div_x_x_d_n_j
    case rem_x_x_d_n_j
    case band_x_x_d_n_j
    case bor_x_x_d_n_j
    case bxor_x_x_d_n_j
    case bsl_x_x_d_n_j
    case bsr_x_x_d_n_j
    case bnot_x_d_n_j
    case negate_x_d_n_j
    /// Guard BIFs: slot where the arguments go, BIF number, label (0: raise). The slot is the one behind the live registers, or
    /// 0, the first temporary, for a BIF that never collects.
    case bif0_d_n_h_j
    case bif1_x_d_n_h_j
    case bif2_x_x_d_n_h_j
    case bif3_x_x_x_d_n_h_j
    /// With more live registers than a byte can count, arithmetic too: destination, arity, slot where the arguments are, BIF
    /// number, label.
    case bif_wide_d_n_h_h_j
    case hd_x_d_j
    case tl_x_d_j
    case element_x_x_d_j
    case tuple_size_x_d_j
    case self_d

    // MARK: Floats: registers by number, see `Registers.float`
    /// A float's value into a register. The literal comes first: it is no register's business.
    case fload_q_n
    case fload_x_n
    /// The same for any number.
    case fconv_x_n
    /// A register's value as a term. The loader has made sure of the room.
    case fstore_n_d
    /// Two operands, destination.
    case fadd_n_n_n
    case fsub_n_n_n
    case fmul_n_n_n
    case fdiv_n_n_n
    case fnegate_n_n
    /// Registers beyond what a byte can name.
    case fmove_h_h

    // MARK: Bit syntax: see BitSyntaxMatching.swift and BitSyntaxConstruction.swift
    /// Source, destination, live registers, label.
    case bs_start_match_x_d_n_j
    case bs_get_position_x_d
    /// Context, position.
    case bs_set_position_x_x
    /// Context, destination, live registers.
    case bs_get_tail_x_d_n
    /// Context, bits that must be left (in the second: and whole bytes after them; in the third: no others).
    case bs_ensure_x_h_j
    case bs_ensure_bytes_x_h_j
    case bs_ensure_exactly_x_h_j
    /// Bits that are known to be there, as an unsigned integer: one byte, two, four (live registers), up to 29 bits (their number).
    case bs_read8_x_d
    case bs_read16_x_d
    case bs_read32_x_d_n
    case bs_read_x_d_n
    /// Bits to pass over, which are known to be there.
    case bs_skip_x_h
    /// The bits (their number) must be those of a number; they are known to be there.
    case bs_is_value_x_n_h_j
    /// Context, size, destination, live registers, unit, `BitGetKind` and flags, label.
    case bs_get_x_x_d_n_n_n_j
    /// Value, size, destination, live registers, unit, `BitPutKind` and flags, label.
    case bs_put_x_x_d_n_n_n_j
    /// Destination, live registers, number of segments, words of heap that are free then, label; then the segments: `BitSegment`.
    case bs_create_bin_d_n_h_h_j_v

    // MARK: Funs
    /// Destination, number of captured values, fun entry; then packed operands.
    case make_fun_d_n_f_v

    // MARK: Exceptions
    /// Y register, catch tag.
    case try_e_c
    /// Y registers beyond what a byte can name.
    case try_wide_h_c
    case catch_end_wide_h
    case try_end_e
    case try_case_e
    case catch_end_e
    case raise_x_x
    case raw_raise
    case build_stacktrace
    case badmatch_x
    case case_end_x
    case try_case_end_x
    case if_end
    case badrecord_x
    /// Arity, module, function: no clause matches. Lies right before each function's entry; see `FunctionInfo`.
    case func_info_n_h_h

    // MARK: Processes
    case send
    /// Label to go to when there is no further message, destination.
    case loop_rec_d_j
    case loop_rec_end_j
    case remove_message
    case wait_j
    case wait_timeout_x_j
    case timeout
    /// Positions of the mailbox: see `ReceiveMarkers.swift`. The marker.
    case recv_marker_reserve_d
    /// The marker, the reference.
    case recv_marker_bind_x_x
    /// The reference.
    case recv_marker_clear_x
    case recv_marker_use_x

    // MARK: Where processes start and end (at fixed places of an image, see `Image.Stub`)
    /// The function that a process began with has returned.
    case exit_normally
    /// The same for the process that ran `start/0`: its result is the program's.
    case end_of_start
    /// `apply(X0, X1, X2)`: how a process starts whose function is not known to exist.
    case apply_stub
    /// An exception found no handler: the process ends with `Process.reason`.
    case terminate
    /// The slice is over: continue at `Machine.resume` in a later one.
    case yield_
    /// The `on_load` function of a module has returned, or raised: X0 is its result, or none. See `OnLoad.swift`.
    case on_load_
    /// A call of the function at `Machine.callee`, whose module has been replaced or deleted, by its name.
    case call_named_
    /// A call of loaded code to another module's function: where it leads, or 0 until that is known. The `func_info` before it
    /// names the function.
    case import_f

    /// The instruction's last number plus one: what lies beyond is never in an image.
    public static var count: Int { Int(Opcode.import_f.rawValue) + 1 }
}
