// Made of bifs.tab by Toolchain/generate-tables: change that, and run it.

/// A function that is native: its number in linked code. The cases are in the order of `BIFTable.text`, named
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
    case ets_first_1
    case ets_update_counter_3
    case erlang_iolist_to_iovec_1
    case erlang_split_binary_2
    case os_putenv_2
    case net_kernel_dflag_unicode_io_1
    case ets_update_counter_4
    case erlang_is_atom_1
    case erlang_unregister_1
    case erlang_function_exported_3
    case maps_from_keys_2
    case erts_internal_map_to_tuple_keys_1
    case ets_select_replace_2
    case erlang_demonitor_1
    case erlang_universaltime_to_localtime_1
    case erlang_spawn_request_abandon_1
    case lists_member_2
    case persistent_term_info_0
    case console_read_0
    case binary_copy_1
    case code_purge_1
    case ets_member_2
    case erlang_or_2
    case erlang_exit_1
    case erlang_demonitor_2
    case atomics_info_1
    case erlang_list_to_binary_1
    case erlang_md5_init_0
    case binary_copy_2
    case erlang_float_1
    case error_logger_warning_map_0
    case ets_info_1
    case erlang_exit_2
    case lists_reverse_2
    case gpio_read_2
    case erlang_md5_update_2
    case ets_select_count_2
    case ets_info_2
    case erlang_band_2
    case erlang_is_binary_1
    case erlang_is_pid_1
    case erlang_module_loaded_1
    case erlang_exit_3
    case erlang_map_get_2
    case erlang_rem_2
    case erlang_process_display_2
    case erlang_hibernate_0
    case gpio_open_0
    case console_print_1
    case atomvm_posix_clock_settime_2
    case erlang_binary_to_atom_1
    case erlang_ceil_1
    case math_ceil_1
    case ets_select_reverse_1
    case erlang_div_2
    case erlang_hd_1
    case erlang_insert_element_3
    case erts_internal_map_next_3
    case erlang_binary_to_atom_2
    case binary_at_2
    case binary_list_to_bin_1
    case math_erfc_1
    case ets_select_reverse_2
    case erlang_not_1
    case erlang_is_list_1
    case erlang_universaltime_0
    case erlang_statistics_1
    case erlang_decode_packet_3
    case math_asinh_1
    case code_delete_1
    case ets_delete_1
    case ets_select_reverse_3
    case erlang_bsl_2
    case erlang_is_number_1
    case erlang_hibernate_3
    case erlang_is_record_1
    case ets_delete_2
    case erlang_node_0
    case erlang_is_record_2
    case erlang_integer_to_list_1
    case erlang_send_after_3
    case erlang_float_to_list_1
    case ets_lookup_2
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
    case ets_match_spec_run_r_3
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
    case ets_new_2
    case ets_setopts_2
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
    case ets_last_lookup_1
    case ets_rename_2
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
    case ets_match_1
    case erlang_setelement_3
    case erlang_get_1
    case erlang_alias_1
    case erlang_send_nosuspend_3
    case maps_take_2
    case persistent_term_get_1
    case gpio_set_direction_3
    case binary_match_2
    case ets_take_2
    case ets_match_2
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
    case ets_match_3
    case erlang_spawn_monitor_1
    case erlang_processes_0
    case erlang_nodes_0
    case erlang_spawn_2
    case binary_last_1
    case binary_longest_common_suffix_1
    case math_log2_1
    case io_printable_range_0
    case erlang_purge_module_1
    case ets_last_1
    case erlang_notEqual_2
    case erlang_max_2
    case erlang_spawn_3
    case erlang_monitor_2
    case erlang_nodes_1
    case erlang_spawn_monitor_2
    case records_get_definition_2
    case os_getenv_1
    case erts_internal_time_unit_0
    case ets_match_spec_compile_1
    case erlang_spawn_monitor_3
    case erlang_get_keys_0
    case erlang_spawn_4
    case erlang_monitor_3
    case erlang_list_to_port_1
    case maps_find_2
    case erlang_get_keys_1
    case erlang_spawn_monitor_4
    case erlang_resume_process_1
    case gpio_set_pin_pull_2
    case gpio_digital_write_2
    case console_flush_0
    case erlang_md5_final_1
    case erlang_size_1
    case math_cos_1
    case math_cosh_1
    case os_perf_counter_0
    case ets_first_lookup_1
    case ets_next_lookup_2
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
    case watchdog_start_1
    case erlang_slash_2
    case math_acos_1
    case erlang_load_module_2
    case erlang_nif_error_2
    case erlang_localtime_to_universaltime_1
    case erlang_posixtime_to_universaltime_1
    case erlang_bump_reductions_1
    case records_create_4
    case gpio_digital_read_1
    case ets_match_object_1
    case erlang_system_info_1
    case erlang_localtime_to_universaltime_2
    case atomvm_random_0
    case ets_match_object_2
    case erlang_greater_2
    case erlang_append_2
    case erlang_subtract_2
    case erlang_process_flag_2
    case erlang_timestamp_0
    case atomics_exchange_3
    case os_timestamp_0
    case ets_insert_new_2
    case ets_match_object_3
    case erlang_make_fun_3
    case erlang_time_0
    case erlang_process_flag_3
    case gpio_close_1
    case watchdog_caused_reset_0
    case file_native_name_encoding_0
    case ets_internal_delete_all_2
    case erlang_is_bitstring_1
    case erlang_system_flag_2
    case erlang_processes_iterator_0
    case gpio_stop_0
    case erlang_crc32_1
    case binary_split_2
    case ets_prev_lookup_2
    case erlang_bor_2
    case erlang_raise_3
    case erlang_is_process_alive_1
    case atomics_add_get_3
    case watchdog_feed_1
    case erlang_crc32_2
    case binary_split_3
    case erlang_trunc_1
    case code_ensure_loaded_1
    case maps_is_key_2
    case math_asin_1
    case erlang_external_size_1
    case ets_lookup_element_3
    case erlang_and_2
    case erlang_make_tuple_2
    case erlang_fun_info_1
    case erlang_exit_signal_2
    case console_puts_1
    case erlang_iolist_size_1
    case binary_referenced_byte_size_1
    case erlang_external_size_2
    case erlang_binary_to_term_1
    case ets_lookup_element_4
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
    case erlang_suspend_process_1
    case erts_internal_counters_new_1
    case erlang_iolist_to_binary_1
    case erlang_term_to_iovec_2
    case ets_insert_2
    case ets_next_2
    case ets_give_away_3
    case erlang_plus_1
    case erlang_bnot_1
    case erlang_spawn_link_2
    case erlang_link_2
    case erlang_suspend_process_2
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
    case ets_delete_object_2
    case ets_select_1
    case erlang_fun_info_mfa_1
    case erlang_memory_1
    case erts_internal_erase_persistent_terms_0
    case ets_select_2
    case erlang_throw_1
    case erlang_put_2
    case erlang_system_time_0
    case persistent_term_put_2
    case gpio_set_int_3
    case binary_decode_unsigned_1
    case os_system_time_0
    case ets_select_3
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
    case ets_whereis_1
    case erlang_bsr_2
    case erlang_send_3
    case atomvm_platform_0
    case erlang_integer_to_binary_1
    case erlang_float_to_binary_1
    case math_pi_0
    case unicode_characters_to_list_2
    case os_set_signal_2
    case ets_prev_2
    case erlang_exactlyEqual_2
    case erlang_spawn_request_1
    case lists_keysearch_3
    case erlang_integer_to_binary_2
    case erlang_float_to_binary_2
    case ets_slot_2
    case ets_is_compiled_ms_1
    case erlang_spawn_request_2
    case gpio_init_1
    case erlang_md5_1
    case os_env_0
    case erlang_match_spec_test_3
    case erlang_is_float_1
    case erlang_spawn_request_3
    case persistent_term_put_new_2
    case erlang_bit_size_1
    case erlang_spawn_request_4
    case erlang_binary_to_integer_1
    case math_atanh_1
    case ets_update_element_3
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
    case ets_update_element_4
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
    case ets_internal_request_all_0
    case erlang_is_integer_3
    case erlang_list_to_integer_1
    case erlang_halt_1
    case erlang_unique_integer_0
    case erlang_list_to_float_1
    case string_list_to_float_1
    case string_list_to_integer_1
    case ets_internal_select_delete_2
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
    case ets_safe_fixtable_2
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
    /// The functions by their numbers, which are in the order of their buckets (`BIFTable.bucket`). Each: the letter of its module,
    /// its name, and its arity plus 1, or plus 17 where it is called without its module's name.
    public static let text: StaticString = """
        \
        Fxor\u{3}Fpid_to_list\u{12}Fport_info\u{2}Floaded\u{1}Acompare_exchange\u{5}Patan\u{2}Psinh\u{2}Rgetpid\u{1}\
        Dis_loaded\u{2}Fregistered\u{11}Flocaltime\u{1}Fport_info\u{3}Nkeymember\u{4}Fphash\u{3}Icounters_get\u{3}\
        Imc_iterator\u{2}Fcrc32_combine\u{4}Fregister\u{13}Nkeyfind\u{4}Cfirst\u{2}Dsoft_purge\u{2}Jfirst\u{2}\
        Jupdate_counter\u{4}Fiolist_to_iovec\u{2}Fsplit_binary\u{13}Rputenv\u{3}Qdflag_unicode_io\u{2}\
        Jupdate_counter\u{5}Fis_atom\u{12}Funregister\u{12}Ffunction_exported\u{4}Ofrom_keys\u{3}\
        Imap_to_tuple_keys\u{2}Jselect_replace\u{3}Fdemonitor\u{12}Funiversaltime_to_localtime\u{2}\
        Fspawn_request_abandon\u{2}Nmember\u{3}Sinfo\u{1}Eread\u{1}Ccopy\u{2}Dpurge\u{2}Jmember\u{3}For\u{3}\
        Fexit\u{12}Fdemonitor\u{13}Ainfo\u{2}Flist_to_binary\u{12}Fmd5_init\u{1}Ccopy\u{3}Ffloat\u{12}\
        Gwarning_map\u{1}Jinfo\u{2}Fexit\u{13}Nreverse\u{3}Lread\u{3}Fmd5_update\u{3}Jselect_count\u{3}Jinfo\u{3}\
        Fband\u{3}Fis_binary\u{12}Fis_pid\u{12}Fmodule_loaded\u{12}Fexit\u{14}Fmap_get\u{13}Frem\u{3}\
        Fprocess_display\u{3}Fhibernate\u{1}Lopen\u{1}Eprint\u{2}Bposix_clock_settime\u{3}Fbinary_to_atom\u{12}\
        Fceil\u{12}Pceil\u{2}Jselect_reverse\u{2}Fdiv\u{3}Fhd\u{12}Finsert_element\u{4}Imap_next\u{4}\
        Fbinary_to_atom\u{13}Cat\u{3}Clist_to_bin\u{2}Perfc\u{2}Jselect_reverse\u{3}Fnot\u{2}Fis_list\u{12}\
        Funiversaltime\u{1}Fstatistics\u{12}Fdecode_packet\u{4}Pasinh\u{2}Ddelete\u{2}Jdelete\u{2}Jselect_reverse\u{4}\
        Fbsl\u{3}Fis_number\u{12}Fhibernate\u{4}Fis_record\u{12}Jdelete\u{3}Fnode\u{11}Fis_record\u{13}\
        Finteger_to_list\u{12}Fsend_after\u{4}Ffloat_to_list\u{12}Jlookup\u{3}Fnode\u{12}Fis_record\u{14}\
        Fatom_to_list\u{12}Finteger_to_list\u{13}Fget_module_info\u{2}Fcancel_timer\u{2}Fsend_after\u{5}\
        Fis_map_key\u{13}Okeys\u{2}Ffloat_to_list\u{13}Psin\u{2}Jmatch_spec_run_r\u{4}Fget_module_info\u{3}\
        Fcancel_timer\u{3}Fports\u{1}Flist_to_bitstring\u{12}Fadler32\u{2}Fdisplay_string\u{2}Fread_timer\u{2}\
        Fmonitor_node\u{13}Fadler32\u{3}Cmatches\u{3}Psqrt\u{2}Iperf_counter_unit\u{1}F==\u{3}F--\u{3}\
        Fmonotonic_time\u{1}Fmonitor_node\u{14}Fread_timer\u{3}Fdisplay_string\u{3}Tget_module\u{2}\
        Fatom_to_binary\u{12}Cmatches\u{4}Ptanh\u{2}Perf\u{2}Iterm_type\u{2}Ferror\u{12}Fmonotonic_time\u{2}\
        Fbinary_to_list\u{12}Fbyte_size\u{12}Fbinary_part\u{13}Fatom_to_binary\u{13}Plog\u{2}Fis_function\u{12}\
        Ferror\u{13}Funlink\u{12}Fdelete_element\u{3}Fbinary_part\u{14}Jnew\u{3}Jsetopts\u{3}Ftuple_size\u{12}\
        Fis_function\u{13}Ferror\u{14}Flist_to_existing_atom\u{12}Fappend_element\u{3}Fstart_timer\u{4}\
        Fport_to_list\u{2}Fdisplay_nl\u{1}Fmap_size\u{12}Fbinary_to_list\u{14}F++\u{3}Fgarbage_collect\u{11}\
        Ferase\u{11}Fstart_timer\u{5}Fbinary_to_existing_atom\u{12}Fcheck_process_code\u{13}Jlast_lookup\u{2}\
        Jrename\u{3}F>=\u{3}Flength\u{12}Ferase\u{12}Fdisplay\u{2}Fgarbage_collect\u{12}Serase\u{2}Tis_exported\u{2}\
        Fbinary_to_existing_atom\u{13}Cpart\u{3}Fbinary_to_float\u{12}Pacosh\u{2}Dload_binary\u{4}\
        Fcheck_process_code\u{14}Fis_alive\u{11}Fget\u{11}Falias\u{1}Fsend_nosuspend\u{3}Fgarbage_collect\u{13}\
        Sget\u{1}Cpart\u{4}Ppow\u{3}Jmatch\u{2}Fsetelement\u{14}Fget\u{12}Falias\u{2}Fsend_nosuspend\u{4}Otake\u{3}\
        Sget\u{2}Lset_direction\u{4}Cmatch\u{3}Jtake\u{3}Jmatch\u{3}Fmin\u{13}Fspawn\u{12}Fdate\u{11}\
        Fdisconnect_node\u{12}Oget\u{3}Aget\u{3}Icounters_put\u{4}Sget\u{3}Tget\u{3}Cmatch\u{4}Ptan\u{2}Pfmod\u{3}\
        Vbin_is_7bit\u{2}Jmatch\u{4}Fspawn_monitor\u{12}Fprocesses\u{11}Fnodes\u{11}Fspawn\u{13}Clast\u{2}\
        Clongest_common_suffix\u{2}Plog2\u{2}Mprintable_range\u{1}Fpurge_module\u{12}Jlast\u{2}F/=\u{3}Fmax\u{13}\
        Fspawn\u{14}Fmonitor\u{13}Fnodes\u{12}Fspawn_monitor\u{13}Tget_definition\u{3}Rgetenv\u{2}Itime_unit\u{1}\
        Jmatch_spec_compile\u{2}Fspawn_monitor\u{14}Fget_keys\u{11}Fspawn\u{15}Fmonitor\u{14}Flist_to_port\u{12}\
        Ofind\u{3}Fget_keys\u{12}Fspawn_monitor\u{15}Fresume_process\u{2}Lset_pin_pull\u{3}Ldigital_write\u{3}\
        Eflush\u{1}Fmd5_final\u{2}Fsize\u{12}Pcos\u{2}Pcosh\u{2}Rperf_counter\u{1}Jfirst_lookup\u{2}Jnext_lookup\u{3}\
        Ftl\u{12}Fget_cookie\u{1}Ffloor\u{12}Pfloor\u{2}Iis_system_process\u{2}Fget_cookie\u{2}Icounters_add\u{4}\
        Lstart\u{1}Fbxor\u{3}Fnif_error\u{2}Fref_to_list\u{2}Wstart\u{2}F/\u{3}Pacos\u{2}Fload_module\u{13}\
        Fnif_error\u{3}Flocaltime_to_universaltime\u{2}Fposixtime_to_universaltime\u{2}Fbump_reductions\u{2}\
        Tcreate\u{5}Ldigital_read\u{2}Jmatch_object\u{2}Fsystem_info\u{2}Flocaltime_to_universaltime\u{3}Brandom\u{1}\
        Jmatch_object\u{3}F>\u{3}Fappend\u{3}Fsubtract\u{3}Fprocess_flag\u{13}Ftimestamp\u{1}Aexchange\u{4}\
        Rtimestamp\u{1}Jinsert_new\u{3}Jmatch_object\u{4}Fmake_fun\u{4}Ftime\u{11}Fprocess_flag\u{14}Lclose\u{2}\
        Wcaused_reset\u{1}Knative_name_encoding\u{1}Jinternal_delete_all\u{3}Fis_bitstring\u{12}Fsystem_flag\u{3}\
        Fprocesses_iterator\u{1}Lstop\u{1}Fcrc32\u{2}Csplit\u{3}Jprev_lookup\u{3}Fbor\u{3}Fraise\u{4}\
        Fis_process_alive\u{12}Aadd_get\u{4}Wfeed\u{2}Fcrc32\u{3}Csplit\u{4}Ftrunc\u{12}Densure_loaded\u{2}\
        Ois_key\u{3}Pasin\u{2}Fexternal_size\u{2}Jlookup_element\u{4}Fand\u{3}Fmake_tuple\u{3}Ffun_info\u{2}\
        Fexit_signal\u{3}Eputs\u{2}Fiolist_size\u{12}Creferenced_byte_size\u{2}Fexternal_size\u{3}\
        Fbinary_to_term\u{12}Jlookup_element\u{5}Fmake_tuple\u{4}Ffun_info\u{3}Fexit_signal\u{4}Omerge\u{3}\
        Lremove_int\u{3}Ldeinit\u{2}Pexp\u{2}Ptau\u{1}Fterm_to_iovec\u{2}Fbinary_to_term\u{13}Dmodule_status\u{2}\
        F=/=\u{3}Fspawn_link\u{12}Flink\u{12}Flist_to_atom\u{12}Fsuspend_process\u{2}Icounters_new\u{2}\
        Fiolist_to_binary\u{12}Fterm_to_iovec\u{3}Jinsert\u{3}Jnext\u{3}Jgive_away\u{4}F+\u{2}Fbnot\u{2}\
        Fspawn_link\u{13}Flink\u{13}Fsuspend_process\u{3}Ofrom_list\u{2}F+\u{3}Fis_reference\u{12}Fspawn_link\u{14}\
        Fprocess_info\u{12}Icmp_term\u{3}Fterm_to_binary\u{12}Fmake_ref\u{11}Fprocess_info\u{13}Fspawn_link\u{15}\
        Lset_level\u{4}Fterm_to_binary\u{13}F!\u{3}Fyield\u{1}Fmemory\u{1}Flist_to_pid\u{12}Iatomics_new\u{3}\
        Icounters_info\u{2}Jdelete_object\u{3}Jselect\u{2}Ffun_info_mfa\u{2}Fmemory\u{2}Ierase_persistent_terms\u{1}\
        Jselect\u{3}Fthrow\u{12}Fput\u{13}Fsystem_time\u{1}Sput\u{3}Lset_int\u{4}Cdecode_unsigned\u{2}\
        Rsystem_time\u{1}Jselect\u{4}Fsend\u{3}Fwhereis\u{12}Fsystem_time\u{2}Oput\u{4}Aput\u{4}Lset_int\u{5}\
        Fbitstring_to_list\u{12}Cdecode_unsigned\u{3}Plog10\u{2}Rsystem_time\u{2}Jwhereis\u{2}Fbsr\u{3}Fsend\u{4}\
        Bplatform\u{1}Finteger_to_binary\u{12}Ffloat_to_binary\u{12}Ppi\u{1}Vcharacters_to_list\u{3}Rset_signal\u{3}\
        Jprev\u{3}F=:=\u{3}Fspawn_request\u{2}Nkeysearch\u{4}Finteger_to_binary\u{13}Ffloat_to_binary\u{13}Jslot\u{3}\
        Jis_compiled_ms\u{2}Fspawn_request\u{3}Linit\u{2}Fmd5\u{2}Renv\u{1}Fmatch_spec_test\u{4}Fis_float\u{12}\
        Fspawn_request\u{4}Sput_new\u{3}Fbit_size\u{12}Fspawn_request\u{5}Fbinary_to_integer\u{12}Patanh\u{2}\
        Jupdate_element\u{4}Fself\u{11}Fis_boolean\u{12}Flist_to_tuple\u{12}Fnow\u{11}Fspawn_request\u{6}Funalias\u{2}\
        Oupdate\u{4}Aadd\u{4}Fadler32_combine\u{4}Fbinary_to_integer\u{13}Ibinary_to_integer\u{3}Hflat_size\u{2}\
        Jupdate_element\u{5}Fgroup_leader\u{11}Fphash2\u{2}Tupdate\u{5}Cencode_unsigned\u{2}F-\u{2}Felement\u{13}\
        Fis_integer\u{12}Fis_map\u{12}Fis_tuple\u{12}Ftuple_to_list\u{12}Fphash2\u{3}Lset_pin_mode\u{3}\
        Cencode_unsigned\u{3}Patan2\u{3}F-\u{3}Fis_port\u{12}Fgroup_leader\u{13}Fhalt\u{11}Fpre_loaded\u{11}\
        Jinternal_request_all\u{1}Fis_integer\u{14}Flist_to_integer\u{12}Fhalt\u{12}Funique_integer\u{1}\
        Flist_to_float\u{12}Ulist_to_float\u{2}Ulist_to_integer\u{2}Jinternal_select_delete\u{3}Fabs\u{12}\
        Fspawn_opt\u{13}Flist_to_integer\u{13}Ffun_to_list\u{2}Funique_integer\u{2}Fhalt\u{13}Fis_builtin\u{4}\
        Ovalues\u{2}Tget_name\u{2}Tget_field_names\u{2}Ccompile_pattern\u{2}Fround\u{12}Ilist_to_integer\u{3}\
        Fdelete_module\u{12}Fcheck_old_code\u{2}F<\u{3}Fapply\u{13}Funiversaltime_to_posixtime\u{2}Fspawn_opt\u{14}\
        Clongest_common_prefix\u{2}Hsame\u{3}F=<\u{3}Fapply\u{14}Fspawn_opt\u{15}Ftime_offset\u{1}\
        Fconvert_time_unit\u{4}Flist_to_ref\u{12}Runsetenv\u{2}Jsafe_fixtable\u{3}F*\u{3}Ftime_offset\u{2}\
        Fspawn_opt\u{16}Fprocesses_next\u{2}Oremove\u{3}Imc_refill\u{2}Vcharacters_to_binary\u{3}\
        Idynamic_node_name\u{1}
        """

    /// The modules: the first has the letter A.
    static let modules: StaticString = """
        atomics atomvm binary code console erlang error_logger erts_debug erts_internal ets file gpio io \
        lists maps math net_kernel os persistent_term records string unicode watchdog
        """

    /// Where each bucket begins in `text`, and the number of its first function: two characters each (`BIFTable.packed`). Behind
    /// the last bucket: where the text ends, and how many functions there are.
    static let buckets: StaticString = """
        \
        !!!!!w!*\"w!2#V!8$A!=%9!C&B!L'9!V'n!\\(G!b)X!l*T!u+U!~,%\"%,j\"+.A\"7/%\"</z\"C1;\"O21\"V2x\"]4D\"g5Q\"o7.\"|\
        7|#'8t#1:##?;5#I<=#S<z#Y>P#f?##k?D#n@!#uA;#|Az$\"By$+Cy$2Dk$9E^$BF-$FGO$PHg$[J)$fJ`$lKG$rL($wLz%!MR%%NA%-OS%8\
        PX%AQS%HR%%MRQ%QS,%UTk%bU<%fVE%pW)%vXE%~ZD&/[4&5\\2&=];&E
        """

    /// The functions of `erlang` that are called without its name and are not native.
    static let otherImported: StaticString = """
        open_port port_close port_command port_connect port_control
        """

    /// How many there are.
    public static let count = 506
}
