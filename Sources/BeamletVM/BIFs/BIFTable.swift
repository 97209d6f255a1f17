/// A function that is native: its number in linked code. The cases are in the order of `BIFTable.text`, named
/// `module_function_arity`; operators have names of letters. A test compares the two.
public enum BIF: UInt16, CaseIterable {
    case erlang_plus_1
    case erlang_plus_2
    case erlang_minus_1
    case erlang_minus_2
    case erlang_times_2
    case erlang_div_2
    case erlang_rem_2
    case erlang_band_2
    case erlang_bor_2
    case erlang_bxor_2
    case erlang_bsl_2
    case erlang_bsr_2
    case erlang_bnot_1
    case erlang_equal_2
    case erlang_notEqual_2
    case erlang_exactlyEqual_2
    case erlang_notExactlyEqual_2
    case erlang_less_2
    case erlang_lessOrEqual_2
    case erlang_greater_2
    case erlang_greaterOrEqual_2
    case erlang_and_2
    case erlang_or_2
    case erlang_xor_2
    case erlang_not_1
    case erlang_abs_1
    case erlang_min_2
    case erlang_max_2
    case erlang_element_2
    case erlang_setelement_3
    case erlang_tuple_size_1
    case erlang_length_1
    case erlang_hd_1
    case erlang_tl_1
    case erlang_self_0
    case erlang_node_0
    case erlang_node_1
    case erlang_is_alive_0
    case erlang_is_atom_1
    case erlang_is_binary_1
    case erlang_is_bitstring_1
    case erlang_is_boolean_1
    case erlang_is_float_1
    case erlang_is_function_1
    case erlang_is_function_2
    case erlang_is_integer_1
    case erlang_is_integer_3
    case erlang_is_list_1
    case erlang_is_map_1
    case erlang_is_number_1
    case erlang_is_pid_1
    case erlang_is_port_1
    case erlang_is_reference_1
    case erlang_is_tuple_1
    case erlang_is_record_2
    case erlang_is_record_3
    case erlang_plusPlus_2
    case erlang_minusMinus_2
    case erlang_bang_2
    case erlang_send_2
    case erlang_send_3
    case erlang_append_2
    case erlang_subtract_2
    case erlang_apply_2
    case erlang_apply_3
    case erlang_error_1
    case erlang_error_2
    case erlang_error_3
    case erlang_exit_1
    case erlang_exit_2
    case erlang_throw_1
    case erlang_raise_3
    case erlang_nif_error_1
    case erlang_nif_error_2
    case erlang_spawn_1
    case erlang_spawn_3
    case erlang_spawn_link_1
    case erlang_spawn_link_3
    case erlang_spawn_monitor_1
    case erlang_spawn_monitor_3
    case erlang_spawn_opt_2
    case erlang_spawn_opt_4
    case erlang_link_1
    case erlang_unlink_1
    case erlang_monitor_2
    case erlang_demonitor_1
    case erlang_demonitor_2
    case erlang_register_2
    case erlang_unregister_1
    case erlang_whereis_1
    case erlang_registered_0
    case erlang_process_flag_2
    case erlang_processes_0
    case erlang_is_process_alive_1
    case erlang_group_leader_0
    case erlang_group_leader_2
    case erlang_garbage_collect_0
    case erlang_yield_0
    case erlang_put_2
    case erlang_get_0
    case erlang_get_1
    case erlang_get_keys_0
    case erlang_get_keys_1
    case erlang_erase_0
    case erlang_erase_1
    case erlang_make_ref_0
    case erlang_atom_to_list_1
    case erlang_list_to_atom_1
    case erlang_list_to_existing_atom_1
    case erlang_integer_to_list_1
    case erlang_integer_to_list_2
    case erlang_list_to_integer_1
    case erlang_list_to_integer_2
    case erlang_tuple_to_list_1
    case erlang_list_to_tuple_1
    case erlang_make_tuple_2
    case erlang_make_tuple_3
    case erlang_append_element_2
    case erlang_delete_element_2
    case erlang_insert_element_3
    case erlang_pid_to_list_1
    case erlang_ref_to_list_1
    case erlang_display_1
    case erlang_display_string_1
    case erlang_halt_0
    case erlang_halt_1
    case erlang_function_exported_3
    case erlang_fun_info_2
    case erlang_make_fun_3
    case erlang_fun_to_list_1
    case erlang_module_loaded_1
    case erlang_get_module_info_1
    case erlang_get_module_info_2
    case erlang_monotonic_time_0
    case erlang_monotonic_time_1
    case erlang_system_time_0
    case erlang_system_time_1
    case erlang_time_offset_0
    case erlang_time_offset_1
    case erlang_unique_integer_0
    case erlang_unique_integer_1
    case erlang_send_after_3
    case erlang_start_timer_3
    case erlang_cancel_timer_1
    case erlang_read_timer_1
    case erlang_process_info_2
    case erlang_system_info_1
    case lists_reverse_2
    case lists_member_2
    case lists_keyfind_3
    case lists_keymember_3
    case lists_keysearch_3
    case gpio_start_0
    case gpio_open_0
    case gpio_stop_0
    case gpio_close_1
    case gpio_read_2
    case gpio_set_direction_3
    case gpio_set_level_3
    case gpio_set_int_3
    case gpio_set_int_4
    case gpio_remove_int_2
    case gpio_init_1
    case gpio_deinit_1
    case gpio_set_pin_mode_2
    case gpio_set_pin_pull_2
    case gpio_digital_write_2
    case gpio_digital_read_1
    case console_puts_1
    case console_print_1
    case console_flush_0
    case console_read_0
    case atomvm_platform_0
    case atomvm_random_0
}

/// The native functions' names, as the linker and stack traces read them.
public enum BIFTable {
    /// Each module's name, then its functions: a line each, `module: function/arity function/arity ...`. A function's place is
    /// its number. A module may have several lines.
    public static let text: StaticString = """
        erlang: +/1 +/2 -/1 -/2 */2 div/2 rem/2 band/2 bor/2 bxor/2 bsl/2 bsr/2 bnot/1 ==/2 /=/2 =:=/2 =/=/2 </2
        erlang: =</2 >/2 >=/2
        erlang: and/2 or/2 xor/2 not/1 abs/1 min/2 max/2 element/2 setelement/3 tuple_size/1 length/1 hd/1 tl/1
        erlang: self/0 node/0 node/1 is_alive/0
        erlang: is_atom/1 is_binary/1 is_bitstring/1 is_boolean/1 is_float/1 is_function/1 is_function/2
        erlang: is_integer/1 is_integer/3 is_list/1 is_map/1 is_number/1 is_pid/1 is_port/1 is_reference/1
        erlang: is_tuple/1 is_record/2 is_record/3
        erlang: ++/2 --/2 !/2 send/2 send/3 append/2 subtract/2
        erlang: apply/2 apply/3 error/1 error/2 error/3 exit/1 exit/2 throw/1 raise/3 nif_error/1 nif_error/2
        erlang: spawn/1 spawn/3 spawn_link/1 spawn_link/3 spawn_monitor/1 spawn_monitor/3 spawn_opt/2 spawn_opt/4
        erlang: link/1 unlink/1 monitor/2 demonitor/1 demonitor/2 register/2 unregister/1 whereis/1 registered/0
        erlang: process_flag/2 processes/0 is_process_alive/1 group_leader/0 group_leader/2 garbage_collect/0
        erlang: yield/0
        erlang: put/2 get/0 get/1 get_keys/0 get_keys/1 erase/0 erase/1 make_ref/0
        erlang: atom_to_list/1 list_to_atom/1 list_to_existing_atom/1 integer_to_list/1 integer_to_list/2
        erlang: list_to_integer/1 list_to_integer/2 tuple_to_list/1 list_to_tuple/1 make_tuple/2 make_tuple/3
        erlang: append_element/2 delete_element/2 insert_element/3 pid_to_list/1 ref_to_list/1
        erlang: display/1 display_string/1 halt/0 halt/1 function_exported/3 fun_info/2 make_fun/3 fun_to_list/1
        erlang: module_loaded/1 get_module_info/1 get_module_info/2
        erlang: monotonic_time/0 monotonic_time/1 system_time/0 system_time/1 time_offset/0 time_offset/1
        erlang: unique_integer/0 unique_integer/1 send_after/3 start_timer/3 cancel_timer/1 read_timer/1
        erlang: process_info/2 system_info/1
        lists: reverse/2 member/2 keyfind/3 keymember/3 keysearch/3
        gpio: start/0 open/0 stop/0 close/1 read/2 set_direction/3 set_level/3 set_int/3 set_int/4 remove_int/2
        gpio: init/1 deinit/1 set_pin_mode/2 set_pin_pull/2 digital_write/2 digital_read/1
        console: puts/1 print/1 flush/0 read/0
        atomvm: platform/0 random/0

        """

    /// How many there are.
    public static var count: Int { BIF.allCases.count }
}
