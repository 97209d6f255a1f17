// Made of bifs.tab by Toolchain/generate-tables: change that, and run it.

/// A function that is native: its number in linked code. The cases are in the order of `BIFTable.offsets`, named
/// `module_function_arity`; operators have names of letters.
public enum BIF: UInt16, CaseIterable {
    case erlang_xor_2
    case erlang_pid_to_list_1
    case erlang_port_info_1
    case erlang_loaded_0
    case atomics_compare_exchange_4
    case math_atan_1
    case math_sinh_1
    case os_getpid_0
    case code_is_loaded_1
    case erlang_registered_0
    case erlang_localtime_0
    case erlang_port_info_2
    case lists_keymember_3
    case erlang_phash_2
    case erts_internal_counters_get_2
    case erts_internal_mc_iterator_1
    case erlang_crc32_combine_3
    case erlang_register_2
    case lists_keyfind_3
    case binary_first_1
    case code_soft_purge_1
    case erlang_iolist_to_iovec_1
    case erlang_split_binary_2
    case os_putenv_2
    case net_kernel_dflag_unicode_io_1
    case erlang_is_atom_1
    case erlang_unregister_1
    case erlang_function_exported_3
    case maps_from_keys_2
    case erts_internal_map_to_tuple_keys_1
    case erlang_demonitor_1
    case erlang_universaltime_to_localtime_1
    case erlang_spawn_request_abandon_1
    case lists_member_2
    case persistent_term_info_0
    case console_read_0
    case binary_copy_1
    case code_purge_1
    case erlang_or_2
    case erlang_exit_1
    case erlang_demonitor_2
    case atomics_info_1
    case erlang_list_to_binary_1
    case erlang_md5_init_0
    case binary_copy_2
    case erlang_float_1
    case error_logger_warning_map_0
    case erlang_exit_2
    case lists_reverse_2
    case gpio_read_2
    case erlang_md5_update_2
    case erlang_band_2
    case erlang_is_binary_1
    case erlang_is_pid_1
    case erlang_module_loaded_1
    case erlang_exit_3
    case erlang_map_get_2
    case erlang_rem_2
    case erlang_hibernate_0
    case gpio_open_0
    case console_print_1
    case erlang_binary_to_atom_1
    case erlang_ceil_1
    case math_ceil_1
    case erlang_div_2
    case erlang_hd_1
    case erlang_insert_element_3
    case erts_internal_map_next_3
    case erlang_binary_to_atom_2
    case binary_at_2
    case binary_list_to_bin_1
    case math_erfc_1
    case erlang_not_1
    case erlang_is_list_1
    case erlang_universaltime_0
    case erlang_statistics_1
    case erlang_decode_packet_3
    case math_asinh_1
    case code_delete_1
    case erlang_bsl_2
    case erlang_is_number_1
    case erlang_hibernate_3
    case erlang_is_record_1
    case erlang_node_0
    case erlang_is_record_2
    case erlang_integer_to_list_1
    case erlang_send_after_3
    case erlang_float_to_list_1
    case erlang_node_1
    case erlang_is_record_3
    case erlang_atom_to_list_1
    case erlang_integer_to_list_2
    case erlang_get_module_info_1
    case erlang_cancel_timer_1
    case erlang_send_after_4
    case erlang_is_map_key_2
    case maps_keys_1
    case erlang_float_to_list_2
    case math_sin_1
    case erlang_get_module_info_2
    case erlang_cancel_timer_2
    case erlang_ports_0
    case erlang_list_to_bitstring_1
    case erlang_adler32_1
    case erlang_display_string_1
    case erlang_read_timer_1
    case erlang_monitor_node_2
    case erlang_adler32_2
    case binary_matches_2
    case math_sqrt_1
    case erts_internal_perf_counter_unit_0
    case erlang_equal_2
    case erlang_minusMinus_2
    case erlang_monotonic_time_0
    case erlang_monitor_node_3
    case erlang_read_timer_2
    case erlang_display_string_2
    case records_get_module_1
    case erlang_atom_to_binary_1
    case binary_matches_3
    case math_tanh_1
    case math_erf_1
    case erts_internal_term_type_1
    case erlang_error_1
    case erlang_monotonic_time_1
    case erlang_binary_to_list_1
    case erlang_byte_size_1
    case erlang_binary_part_2
    case erlang_atom_to_binary_2
    case math_log_1
    case erlang_is_function_1
    case erlang_error_2
    case erlang_unlink_1
    case erlang_delete_element_2
    case erlang_binary_part_3
    case erlang_tuple_size_1
    case erlang_is_function_2
    case erlang_error_3
    case erlang_list_to_existing_atom_1
    case erlang_append_element_2
    case erlang_start_timer_3
    case erlang_port_to_list_1
    case erlang_display_nl_0
    case erlang_map_size_1
    case erlang_binary_to_list_3
    case erlang_plusPlus_2
    case erlang_garbage_collect_0
    case erlang_erase_0
    case erlang_start_timer_4
    case erlang_binary_to_existing_atom_1
    case erlang_check_process_code_2
    case erlang_greaterOrEqual_2
    case erlang_length_1
    case erlang_erase_1
    case erlang_display_1
    case erlang_garbage_collect_1
    case persistent_term_erase_1
    case records_is_exported_1
    case erlang_binary_to_existing_atom_2
    case binary_part_2
    case erlang_binary_to_float_1
    case math_acosh_1
    case code_load_binary_3
    case erlang_check_process_code_3
    case erlang_is_alive_0
    case erlang_get_0
    case erlang_alias_0
    case erlang_send_nosuspend_2
    case erlang_garbage_collect_2
    case persistent_term_get_0
    case binary_part_3
    case math_pow_2
    case erlang_setelement_3
    case erlang_get_1
    case erlang_alias_1
    case erlang_send_nosuspend_3
    case maps_take_2
    case persistent_term_get_1
    case gpio_set_direction_3
    case binary_match_2
    case erlang_min_2
    case erlang_spawn_1
    case erlang_date_0
    case erlang_disconnect_node_1
    case maps_get_2
    case atomics_get_2
    case erts_internal_counters_put_3
    case persistent_term_get_2
    case records_get_2
    case binary_match_3
    case math_tan_1
    case math_fmod_2
    case unicode_bin_is_7bit_1
    case erlang_spawn_monitor_1
    case erlang_processes_0
    case erlang_nodes_0
    case erlang_spawn_2
    case binary_last_1
    case binary_longest_common_suffix_1
    case math_log2_1
    case io_printable_range_0
    case erlang_purge_module_1
    case erlang_notEqual_2
    case erlang_max_2
    case erlang_spawn_3
    case erlang_monitor_2
    case erlang_nodes_1
    case erlang_spawn_monitor_2
    case records_get_definition_2
    case os_getenv_1
    case erts_internal_time_unit_0
    case erlang_spawn_monitor_3
    case erlang_get_keys_0
    case erlang_spawn_4
    case erlang_monitor_3
    case erlang_list_to_port_1
    case maps_find_2
    case erlang_get_keys_1
    case erlang_spawn_monitor_4
    case gpio_set_pin_pull_2
    case gpio_digital_write_2
    case console_flush_0
    case erlang_md5_final_1
    case erlang_size_1
    case math_cos_1
    case math_cosh_1
    case os_perf_counter_0
    case erlang_tl_1
    case erlang_get_cookie_0
    case erlang_floor_1
    case math_floor_1
    case erts_internal_is_system_process_1
    case erlang_get_cookie_1
    case erts_internal_counters_add_3
    case gpio_start_0
    case erlang_bxor_2
    case erlang_nif_error_1
    case erlang_ref_to_list_1
    case erlang_slash_2
    case math_acos_1
    case erlang_load_module_2
    case erlang_nif_error_2
    case erlang_localtime_to_universaltime_1
    case erlang_posixtime_to_universaltime_1
    case erlang_bump_reductions_1
    case records_create_4
    case gpio_digital_read_1
    case erlang_system_info_1
    case erlang_localtime_to_universaltime_2
    case atomvm_random_0
    case erlang_greater_2
    case erlang_append_2
    case erlang_subtract_2
    case erlang_process_flag_2
    case erlang_timestamp_0
    case atomics_exchange_3
    case os_timestamp_0
    case erlang_make_fun_3
    case erlang_time_0
    case erlang_process_flag_3
    case gpio_close_1
    case file_native_name_encoding_0
    case erlang_is_bitstring_1
    case erlang_system_flag_2
    case erlang_processes_iterator_0
    case gpio_stop_0
    case erlang_crc32_1
    case binary_split_2
    case erlang_bor_2
    case erlang_raise_3
    case erlang_is_process_alive_1
    case atomics_add_get_3
    case erlang_crc32_2
    case binary_split_3
    case erlang_trunc_1
    case code_ensure_loaded_1
    case maps_is_key_2
    case math_asin_1
    case erlang_external_size_1
    case erlang_and_2
    case erlang_make_tuple_2
    case erlang_fun_info_1
    case erlang_exit_signal_2
    case console_puts_1
    case erlang_iolist_size_1
    case binary_referenced_byte_size_1
    case erlang_external_size_2
    case erlang_binary_to_term_1
    case erlang_make_tuple_3
    case erlang_fun_info_2
    case erlang_exit_signal_3
    case maps_merge_2
    case gpio_remove_int_2
    case gpio_deinit_1
    case math_exp_1
    case math_tau_0
    case erlang_term_to_iovec_1
    case erlang_binary_to_term_2
    case code_module_status_1
    case erlang_notExactlyEqual_2
    case erlang_spawn_link_1
    case erlang_link_1
    case erlang_list_to_atom_1
    case erts_internal_counters_new_1
    case erlang_iolist_to_binary_1
    case erlang_term_to_iovec_2
    case erlang_plus_1
    case erlang_bnot_1
    case erlang_spawn_link_2
    case erlang_link_2
    case maps_from_list_1
    case erlang_plus_2
    case erlang_is_reference_1
    case erlang_spawn_link_3
    case erlang_process_info_1
    case erts_internal_cmp_term_2
    case erlang_term_to_binary_1
    case erlang_make_ref_0
    case erlang_process_info_2
    case erlang_spawn_link_4
    case gpio_set_level_3
    case erlang_term_to_binary_2
    case erlang_bang_2
    case erlang_yield_0
    case erlang_memory_0
    case erlang_list_to_pid_1
    case erts_internal_atomics_new_2
    case erts_internal_counters_info_1
    case erlang_fun_info_mfa_1
    case erlang_memory_1
    case erts_internal_erase_persistent_terms_0
    case erlang_throw_1
    case erlang_put_2
    case erlang_system_time_0
    case persistent_term_put_2
    case gpio_set_int_3
    case binary_decode_unsigned_1
    case os_system_time_0
    case erlang_send_2
    case erlang_whereis_1
    case erlang_system_time_1
    case maps_put_3
    case atomics_put_3
    case gpio_set_int_4
    case erlang_bitstring_to_list_1
    case binary_decode_unsigned_2
    case math_log10_1
    case os_system_time_1
    case erlang_bsr_2
    case erlang_send_3
    case atomvm_platform_0
    case erlang_integer_to_binary_1
    case erlang_float_to_binary_1
    case math_pi_0
    case unicode_characters_to_list_2
    case os_set_signal_2
    case erlang_exactlyEqual_2
    case erlang_spawn_request_1
    case lists_keysearch_3
    case erlang_integer_to_binary_2
    case erlang_float_to_binary_2
    case erlang_spawn_request_2
    case gpio_init_1
    case erlang_md5_1
    case os_env_0
    case erlang_is_float_1
    case erlang_spawn_request_3
    case persistent_term_put_new_2
    case erlang_bit_size_1
    case erlang_spawn_request_4
    case erlang_binary_to_integer_1
    case math_atanh_1
    case erlang_self_0
    case erlang_is_boolean_1
    case erlang_list_to_tuple_1
    case erlang_now_0
    case erlang_spawn_request_5
    case erlang_unalias_1
    case maps_update_3
    case atomics_add_3
    case erlang_adler32_combine_3
    case erlang_binary_to_integer_2
    case erts_internal_binary_to_integer_2
    case erts_debug_flat_size_1
    case erlang_group_leader_0
    case erlang_phash2_1
    case records_update_4
    case binary_encode_unsigned_1
    case erlang_minus_1
    case erlang_element_2
    case erlang_is_integer_1
    case erlang_is_map_1
    case erlang_is_tuple_1
    case erlang_tuple_to_list_1
    case erlang_phash2_2
    case gpio_set_pin_mode_2
    case binary_encode_unsigned_2
    case math_atan2_2
    case erlang_minus_2
    case erlang_is_port_1
    case erlang_group_leader_2
    case erlang_halt_0
    case erlang_pre_loaded_0
    case erlang_is_integer_3
    case erlang_list_to_integer_1
    case erlang_halt_1
    case erlang_unique_integer_0
    case erlang_list_to_float_1
    case string_list_to_float_1
    case string_list_to_integer_1
    case erlang_abs_1
    case erlang_spawn_opt_2
    case erlang_list_to_integer_2
    case erlang_fun_to_list_1
    case erlang_unique_integer_1
    case erlang_halt_2
    case erlang_is_builtin_3
    case maps_values_1
    case records_get_name_1
    case records_get_field_names_1
    case binary_compile_pattern_1
    case erlang_round_1
    case erts_internal_list_to_integer_2
    case erlang_delete_module_1
    case erlang_check_old_code_1
    case erlang_less_2
    case erlang_apply_2
    case erlang_universaltime_to_posixtime_1
    case erlang_spawn_opt_3
    case binary_longest_common_prefix_1
    case erts_debug_same_2
    case erlang_lessOrEqual_2
    case erlang_apply_3
    case erlang_spawn_opt_4
    case erlang_time_offset_0
    case erlang_convert_time_unit_3
    case erlang_list_to_ref_1
    case os_unsetenv_1
    case erlang_times_2
    case erlang_time_offset_1
    case erlang_spawn_opt_5
    case erlang_processes_next_1
    case maps_remove_2
    case erts_internal_mc_refill_1
    case unicode_characters_to_binary_2
    case erts_internal_dynamic_node_name_0
}

/// The native functions' names, as the linker and stack traces read them.
public enum BIFTable {
    /// Each module's name, then its functions: a line each, `module: function/arity function/arity ...`. A module may have
    /// several lines.
    public static let text: StaticString = """
        erlang: +/1 +/2 -/1 -/2 */2 div/2 rem/2 band/2 bor/2 bxor/2 bsl/2 bsr/2 bnot/1 ==/2 /=/2 =:=/2 =/=/2 </2 =</2
        erlang: >/2 >=/2 and/2 or/2 xor/2 not/1 abs/1 min/2 max/2 element/2 setelement/3 tuple_size/1 length/1 hd/1 tl/1
        erlang: self/0 node/0 node/1 is_alive/0 is_atom/1 is_binary/1 is_bitstring/1 is_boolean/1 is_float/1
        erlang: is_function/1 is_function/2 is_integer/1 is_integer/3 is_list/1 is_map/1 is_number/1 is_pid/1 is_port/1
        erlang: is_reference/1 is_tuple/1 is_record/2 is_record/3 ++/2 --/2 !/2 send/2 send/3 append/2 subtract/2
        erlang: apply/2 apply/3 error/1 error/2 error/3 exit/1 exit/2 throw/1 raise/3 nif_error/1 nif_error/2 spawn/1
        erlang: spawn/3 spawn_link/1 spawn_link/3 spawn_monitor/1 spawn_monitor/3 spawn_opt/2 spawn_opt/4 link/1
        erlang: unlink/1 monitor/2 demonitor/1 demonitor/2 register/2 unregister/1 whereis/1 registered/0 process_flag/2
        erlang: processes/0 is_process_alive/1 group_leader/0 group_leader/2 garbage_collect/0 yield/0 put/2 get/0 get/1
        erlang: get_keys/0 get_keys/1 erase/0 erase/1 make_ref/0 atom_to_list/1 list_to_atom/1 list_to_existing_atom/1
        erlang: integer_to_list/1 integer_to_list/2 list_to_integer/1 list_to_integer/2 tuple_to_list/1 list_to_tuple/1
        erlang: make_tuple/2 make_tuple/3 append_element/2 delete_element/2 insert_element/3 pid_to_list/1 ref_to_list/1
        erlang: display/1 display_string/1 halt/0 halt/1 function_exported/3 fun_info/2 make_fun/3 fun_to_list/1
        erlang: module_loaded/1 get_module_info/1 get_module_info/2 monotonic_time/0 monotonic_time/1 system_time/0
        erlang: system_time/1 time_offset/0 time_offset/1 unique_integer/0 unique_integer/1 send_after/3 start_timer/3
        erlang: cancel_timer/1 read_timer/1 process_info/2 system_info/1 date/0 time/0 now/0 timestamp/0 localtime/0
        erlang: universaltime/0 universaltime_to_localtime/1 localtime_to_universaltime/1 localtime_to_universaltime/2
        erlang: universaltime_to_posixtime/1 posixtime_to_universaltime/1 nodes/0 nodes/1 get_cookie/0 get_cookie/1
        erlang: disconnect_node/1 monitor_node/2 monitor_node/3 fun_info/1 fun_info_mfa/1 process_info/1 statistics/1
        erlang: memory/0 memory/1 system_flag/2 bump_reductions/1 spawn/2 spawn/4 spawn_link/2 spawn_link/4
        erlang: spawn_monitor/2 spawn_monitor/4 spawn_opt/3 spawn_opt/5 spawn_request/1 spawn_request/2 spawn_request/3
        erlang: spawn_request/4 spawn_request/5 spawn_request_abandon/1 alias/0 alias/1 unalias/1 monitor/3
        erlang: send_nosuspend/2 send_nosuspend/3 exit_signal/2 exit/3 link/2 process_flag/3 processes_iterator/0
        erlang: processes_next/1 garbage_collect/1 garbage_collect/2 hibernate/3 hibernate/0 exit_signal/3
        erlang: convert_time_unit/3 send_after/4 start_timer/4 cancel_timer/2 read_timer/2 list_to_pid/1 list_to_port/1
        erlang: list_to_ref/1 port_to_list/1 ports/0 port_info/1 port_info/2 halt/2 display_nl/0 display_string/2
        erlang: is_builtin/3 loaded/0 pre_loaded/0
        lists: reverse/2 member/2 keyfind/3 keymember/3 keysearch/3
        erlang: is_record/1 phash2/1 phash2/2 phash/2 map_size/1 map_get/2 is_map_key/2
        maps: get/2 find/2 is_key/2 put/3 update/3 remove/2 take/2 keys/1 values/1 from_list/1 from_keys/2 merge/2
        atomics: get/2 put/3 add/3 add_get/3 exchange/3 compare_exchange/4 info/1
        erts_internal: atomics_new/2 counters_new/1 counters_get/2 counters_put/3 counters_add/3 counters_info/1
        erts_internal: erase_persistent_terms/0
        persistent_term: get/0 get/1 get/2 put/2 put_new/2 erase/1 info/0
        records: create/4 update/4 get/2 get_module/1 get_name/1 get_field_names/1 is_exported/1 get_definition/2
        erts_internal: map_next/3 mc_iterator/1 mc_refill/1 cmp_term/2 map_to_tuple_keys/1
        gpio: start/0 open/0 stop/0 close/1 read/2 set_direction/3 set_level/3 set_int/3 set_int/4 remove_int/2 init/1
        gpio: deinit/1 set_pin_mode/2 set_pin_pull/2 digital_write/2 digital_read/1
        console: puts/1 print/1 flush/0 read/0
        atomvm: platform/0 random/0
        erlang: iolist_to_iovec/1 iolist_to_binary/1 iolist_size/1 list_to_binary/1 list_to_bitstring/1 binary_to_list/1
        erlang: binary_to_list/3 bitstring_to_list/1 crc32/1 crc32/2 crc32_combine/3 adler32/1 adler32/2
        erlang: adler32_combine/3 decode_packet/3 md5/1 md5_init/0 md5_update/2 md5_final/1 bit_size/1 byte_size/1
        erlang: size/1 binary_part/2 binary_part/3 split_binary/2 integer_to_binary/1 integer_to_binary/2
        erlang: binary_to_integer/1 binary_to_integer/2 atom_to_binary/1 atom_to_binary/2 binary_to_atom/1
        erlang: binary_to_atom/2 binary_to_existing_atom/1 binary_to_existing_atom/2
        binary: at/2 compile_pattern/1 copy/1 copy/2 decode_unsigned/1 decode_unsigned/2 encode_unsigned/1
        binary: encode_unsigned/2 first/1 last/1 list_to_bin/1 longest_common_prefix/1 longest_common_suffix/1 match/2
        binary: match/3 matches/2 matches/3 part/2 part/3 referenced_byte_size/1 split/2 split/3
        erlang: //2 float/1 trunc/1 round/1 floor/1 ceil/1 float_to_list/1 float_to_list/2 float_to_binary/1
        erlang: float_to_binary/2 list_to_float/1 binary_to_float/1
        math: sin/1 cos/1 tan/1 asin/1 acos/1 atan/1 sinh/1 cosh/1 tanh/1 asinh/1 acosh/1 atanh/1 exp/1 log/1 log2/1
        math: log10/1 sqrt/1 erf/1 erfc/1 ceil/1 floor/1 atan2/2 pow/2 fmod/2 pi/0 tau/0
        unicode: bin_is_7bit/1 characters_to_binary/2 characters_to_list/2
        erlang: term_to_binary/1 term_to_binary/2 term_to_iovec/1 term_to_iovec/2 external_size/1 external_size/2
        erlang: binary_to_term/1 binary_to_term/2
        os: env/0 getenv/1 getpid/0 perf_counter/0 putenv/2 set_signal/2 system_time/0 system_time/1 timestamp/0
        os: unsetenv/1
        string: list_to_float/1 list_to_integer/1
        file: native_name_encoding/0
        io: printable_range/0
        error_logger: warning_map/0
        net_kernel: dflag_unicode_io/1
        erts_internal: perf_counter_unit/0 time_unit/0 list_to_integer/2 binary_to_integer/2
        code: load_binary/3 delete/1 purge/1 soft_purge/1 is_loaded/1 ensure_loaded/1 module_status/1
        erlang: load_module/2 delete_module/1 purge_module/1 check_old_code/1 check_process_code/2 check_process_code/3
        erts_debug: same/2 flat_size/1
        erts_internal: is_system_process/1 dynamic_node_name/0 term_type/1

        """

    /// Where each function's name begins in `text`: two characters of seven bits by its number. The numbers are in the order of
    /// the functions' buckets (`BIFTable.bucket`).
    static let offsets: StaticString = """
        \
        \u{1}\u{A}\u{A}\u{B}\u{15}C\u{16}\u{15}\u{18}R&;&B)=,A\u{6}J\u{D}L\u{15}O\u{16}O\u{17}\u{D}\
        \u{19}\u{18}\u{1B}C\u{1F}(\u{6}(\u{16}E#F,4\u{1E}\u{2}\u{20}b)U+'\u{2}\u{7}\u{6}3\u{A}X\
        \u{18}\u{E}\u{1B}h\u{6}\u{10}\u{D}p\u{12}\u{1D}\u{16}<\u{1A}8\u{1D}W\"h,,\u{1}\u{5}\u{4}N\u{6}\u{1C}\u{18}e\
        \u{1E}5\u{1F}|\"o%\u{0}+\u{D}\u{4}U\u{16}2\u{1C}\u{20}\u{20}\u{7}\u{0}(\u{2}\u{11}\u{3}!\u{B}\u{18}\u{13}\u{11}\
        \u{17}\u{20}\u{0}\"\u{14}\u{C}\u{1C}\u{A}\u{1D}G!k%\u{20}'$\u{0}\u{1C}\u{1}U\u{9}z\u{1B}8\"\u{4}\"Q\
        #U'\u{1D}\u{1}\u{10}\u{3}\u{2}\u{D}`\u{10}\u{14}\u{1F}f&W,#\u{0}<\u{3}\u{15}\u{14}\u{0}\u{16}o\u{1}n\
        \u{3}V\u{8}N\u{C}P%'\u{1}u\u{3}b\u{8}\u{10}\u{8}`\u{B}(\u{C}s\u{14}B\u{17}*\u{17}r%7\
        &\u{1B}\u{B}:\u{14}]\u{15};\u{1E}F\u{1F}8\u{A}9\u{D}\u{2}\u{F}M\u{1F}B$+'\u{10}+I\u{0}O\
        \u{3}s\u{B}L\u{F}\\\u{14}l\u{15}o\u{1A}`!I$5&P'\u{17}.3\u{4}6\u{B}]\u{1E}Z\
        \u{20}+\u{20}F!Z&u\u{2}L\u{4}>\u{5}}\u{9}i\u{20}T\u{1}?\u{2}Z\u{4}F\u{8}.\u{9}X\
        \u{C}]\u{15},\u{15}b\u{17}\u{15}\u{1E}s\u{3}n\u{7}+\u{7}u\u{14}O\"\u{15}-3\u{0}z\u{1}L\u{7}}\
        \u{A}/\u{13}\\\u{1A}0\u{1B}\u{A}\"/$?&\u{3}&_,\u{15}-H\u{1}|\u{7}K\u{12}5\u{12}a\
        \u{13}n\u{1A}\u{E}$F';\u{1}2\u{7}Q\u{12}=\u{12}r\u{17}k\u{1A}\u{14}\u{1C}'$\u{13}\u{1}\u{1C}\u{5}\u{4}\
        \u{D},\u{F};\u{17}=\u{18}+\u{19}'\u{1A}\u{1A}\u{1A}Z$#&''A'\\\u{5}6\u{6}n\u{F}\u{9}\
        \u{10}[#N#{&{*m-\u{13}\u{0}T\u{1}\"\u{5}\u{14}\u{6}\u{6}\u{F}\u{11}\u{11}\u{D}\u{1B}\u{18})4\
        +]\u{5}F\u{7}_\u{10}c\u{12}O\u{15}\u{7}\u{17}C\u{7}j\u{11}\u{1D}\u{1D}\u{9}\u{1D}\u{18}\u{1D}O\u{20}\u{14}\u{20}?\
        &!&I)F\u{1}Z\u{F}\u{19}%\u{18}'+.\u{B}\u{F}&\u{19}6\u{1C}\u{2}\u{0}5\u{4}l\u{A}\u{19}\
        $|&4,u\u{4}x\u{E}\u{D}\u{E}l\u{10}I\u{1A}H\u{1D}(\u{D}\u{1E}\u{E}*\u{1D}q\u{0}v\u{4}\u{A}\
        \u{4}\u{13}\u{6}W\u{D}@\u{18}G*\u{7}\u{A}w\u{D}3\u{13}\u{1F}\u{1C}\u{18}*R\u{2}\u{1D}\u{10};\u{13}.\u{1C}\u{11}\
        \u{1F}\u{18}$d\u{0}/\u{4}d\u{6}z\u{18}=\u{1F}\u{20}$l%\u{8},M\u{17}J&-(`\u{0}\u{7F}\
        \u{9}>\u{F}k\u{13}\u{3}\u{1D}@\u{1E}'$M(p)\u{8}\u{9}K\u{A}l\u{14}\u{18}\u{18}\u{1A}\u{1C}W\u{1C}q\
        &o'M(@)\u{19},]\u{0}_\u{5}\u{1C}\u{5}n\u{8}\u{1F}\u{19}\u{9}\u{1E}\u{14}(P\u{0}\u{8}\u{0}H\
        \u{10}k\u{13}\u{18}\u{18}\u{2}\u{0}\u{C}\u{3}<\u{5})\u{10}\u{5}\u{1B}](\u{1E}\u{8}\u{5}\u{D}\u{F}\u{10}x\u{1C}7(/\
        \u{3}x\u{7}=\u{10})\u{14}y\u{18}{\u{19}E\u{F}v\u{10}2\u{19}d\u{4}\\\u{7}E\u{B}n\u{1A}\u{20}\u{1C}C\
        \"v)k\u{3}|\u{6}@\u{C}\u{4}\u{17}S\u{18}1\u{1C}M\u{1F}\u{4}#\u{8}'\u{8})y\u{0}B\u{4}\u{3}\
        \u{1D}f\u{20}q%G'H(\u{1})^\u{0}Y\u{11}E\u{16}[!\u{5}%a\u{11}U\u{1C}d\u{1F}v\
        ).\u{2}9\u{11}e\u{1A}&\u{20}\u{20}\u{11}}!!&g\u{1}g\u{2},\u{9}&\u{D}:\u{12}\u{D}\u{12}E\
        \u{17}Y\u{18}7\u{1F}T!5+{-p\u{7}\u{D}\u{16}{\u{1A}Q#\u{1A}\u{0}\u{10}\u{1}(\u{2}h\u{3}\u{C}\
        \u{3}K\u{9}\u{16}\u{17}\u{4}\u{1C}z#4'3\u{0}\u{14}\u{3}*\u{7}\u{1C}\u{A}J\u{16}\u{1E}\u{2}u\u{8}r\u{A}Q\
        \u{C}.%s***:\u{1}\u{16}\u{5}V\u{9}\u{4}\u{B}\u{2}\u{C}?\u{15}[\u{16}\u{8}\u{17}y\u{1A}m\u{1A}x\
        \"V%\u{10}+i-\u{3}-\"\u{0}e\u{4}&\u{E}O\u{11}-#c-i\u{0}i\u{4}.\u{5}b\
        \u{C}\u{12}\u{14}.\u{15}\u{1E}*\u{17}\u{0}\u{18}\u{C}\u{20}\u{11}9\u{13}K\u{17}b\u{1B}Q'j.\u{1F}
        """

    /// The first number of each bucket, and the number behind the last, in the same way.
    static let buckets: StaticString = """
        \
        \u{0}\u{0}\u{0}\u{9}\u{0}\u{11}\u{0}\u{15}\u{0}\u{19}\u{0}\u{1E}\u{0}&\u{0}/\u{0}3\u{0}9\u{0}@\u{0}H\u{0}O\u{0}S\
        \u{0}X\u{0}c\u{0}h\u{0}o\u{0}{\u{1}\u{2}\u{1}\u{7}\u{1}\u{11}\u{1}\u{17}\u{1}$\u{1},\u{1}4\u{1}A\u{1}J\
        \u{1}S\u{1}Y\u{1}c\u{1}h\u{1}k\u{1}q\u{1}w\u{1}z\u{2}\u{1}\u{2}\u{6}\u{2}\u{C}\u{2}\u{14}\u{2}\u{17}\u{2}\u{20}\
        \u{2}+\u{2}2\u{2}7\u{2}=\u{2}B\u{2}H\u{2}K\u{2}R\u{2}\\\u{2}d\u{2}i\u{2}m\u{2}q\u{2}t\
        \u{3}\u{0}\u{3}\u{4}\u{3}\u{E}\u{3}\u{13}\u{3}\u{1A}\u{3})\u{3}/\u{3}6\u{3}>
        """

    /// How many there are.
    public static let count = 446
}
