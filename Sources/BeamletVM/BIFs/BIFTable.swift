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
    case beamlet_flash_read_2
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
    case beamlet_flash_erase_1
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
    case beamlet_flash_write_2
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
    case beamlet_flash_page_size_1
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
        Gxor\u{3}Gpid_to_list\u{12}Gport_info\u{2}Gloaded\u{1}Acompare_exchange\u{5}Qatan\u{2}Qsinh\u{2}Sgetpid\u{1}\
        Eis_loaded\u{2}Gregistered\u{11}Glocaltime\u{1}Gport_info\u{3}Okeymember\u{4}Gphash\u{3}Jcounters_get\u{3}\
        Jmc_iterator\u{2}Gcrc32_combine\u{4}Gregister\u{13}Okeyfind\u{4}Dfirst\u{2}Esoft_purge\u{2}Kfirst\u{2}\
        Kupdate_counter\u{4}Giolist_to_iovec\u{2}Gsplit_binary\u{13}Sputenv\u{3}Rdflag_unicode_io\u{2}\
        Kupdate_counter\u{5}Gis_atom\u{12}Gunregister\u{12}Gfunction_exported\u{4}Pfrom_keys\u{3}\
        Jmap_to_tuple_keys\u{2}Kselect_replace\u{3}Gdemonitor\u{12}Guniversaltime_to_localtime\u{2}\
        Gspawn_request_abandon\u{2}Omember\u{3}Tinfo\u{1}Fread\u{1}Dcopy\u{2}Epurge\u{2}Kmember\u{3}Gor\u{3}\
        Gexit\u{12}Gdemonitor\u{13}Ainfo\u{2}Glist_to_binary\u{12}Gmd5_init\u{1}Dcopy\u{3}Gfloat\u{12}\
        Hwarning_map\u{1}Kinfo\u{2}Gexit\u{13}Oreverse\u{3}Mread\u{3}Cread\u{3}Gmd5_update\u{3}Kselect_count\u{3}\
        Kinfo\u{3}Gband\u{3}Gis_binary\u{12}Gis_pid\u{12}Gmodule_loaded\u{12}Gexit\u{14}Gmap_get\u{13}Grem\u{3}\
        Gprocess_display\u{3}Ghibernate\u{1}Mopen\u{1}Fprint\u{2}Bposix_clock_settime\u{3}Gbinary_to_atom\u{12}\
        Gceil\u{12}Qceil\u{2}Kselect_reverse\u{2}Gdiv\u{3}Ghd\u{12}Ginsert_element\u{4}Jmap_next\u{4}\
        Gbinary_to_atom\u{13}Dat\u{3}Dlist_to_bin\u{2}Qerfc\u{2}Kselect_reverse\u{3}Gnot\u{2}Gis_list\u{12}\
        Guniversaltime\u{1}Gstatistics\u{12}Gdecode_packet\u{4}Qasinh\u{2}Edelete\u{2}Kdelete\u{2}Kselect_reverse\u{4}\
        Gbsl\u{3}Gis_number\u{12}Ghibernate\u{4}Gis_record\u{12}Kdelete\u{3}Gnode\u{11}Gis_record\u{13}\
        Ginteger_to_list\u{12}Gsend_after\u{4}Gfloat_to_list\u{12}Klookup\u{3}Gnode\u{12}Gis_record\u{14}\
        Gatom_to_list\u{12}Ginteger_to_list\u{13}Gget_module_info\u{2}Gcancel_timer\u{2}Gsend_after\u{5}\
        Gis_map_key\u{13}Pkeys\u{2}Gfloat_to_list\u{13}Qsin\u{2}Kmatch_spec_run_r\u{4}Gget_module_info\u{3}\
        Gcancel_timer\u{3}Gports\u{1}Glist_to_bitstring\u{12}Gadler32\u{2}Gdisplay_string\u{2}Gread_timer\u{2}\
        Gmonitor_node\u{13}Gadler32\u{3}Dmatches\u{3}Qsqrt\u{2}Jperf_counter_unit\u{1}G==\u{3}G--\u{3}\
        Gmonotonic_time\u{1}Gmonitor_node\u{14}Gread_timer\u{3}Gdisplay_string\u{3}Uget_module\u{2}\
        Gatom_to_binary\u{12}Dmatches\u{4}Qtanh\u{2}Qerf\u{2}Jterm_type\u{2}Gerror\u{12}Gmonotonic_time\u{2}\
        Gbinary_to_list\u{12}Gbyte_size\u{12}Gbinary_part\u{13}Gatom_to_binary\u{13}Qlog\u{2}Gis_function\u{12}\
        Gerror\u{13}Gunlink\u{12}Gdelete_element\u{3}Gbinary_part\u{14}Knew\u{3}Ksetopts\u{3}Gtuple_size\u{12}\
        Gis_function\u{13}Gerror\u{14}Glist_to_existing_atom\u{12}Gappend_element\u{3}Gstart_timer\u{4}\
        Gport_to_list\u{2}Gdisplay_nl\u{1}Gmap_size\u{12}Gbinary_to_list\u{14}G++\u{3}Ggarbage_collect\u{11}\
        Gerase\u{11}Gstart_timer\u{5}Gbinary_to_existing_atom\u{12}Gcheck_process_code\u{13}Klast_lookup\u{2}\
        Krename\u{3}G>=\u{3}Glength\u{12}Gerase\u{12}Gdisplay\u{2}Ggarbage_collect\u{12}Terase\u{2}Uis_exported\u{2}\
        Cerase\u{2}Gbinary_to_existing_atom\u{13}Dpart\u{3}Gbinary_to_float\u{12}Qacosh\u{2}Eload_binary\u{4}\
        Gcheck_process_code\u{14}Gis_alive\u{11}Gget\u{11}Galias\u{1}Gsend_nosuspend\u{3}Ggarbage_collect\u{13}\
        Tget\u{1}Dpart\u{4}Qpow\u{3}Kmatch\u{2}Gsetelement\u{14}Gget\u{12}Galias\u{2}Gsend_nosuspend\u{4}Ptake\u{3}\
        Tget\u{2}Mset_direction\u{4}Dmatch\u{3}Ktake\u{3}Kmatch\u{3}Gmin\u{13}Gspawn\u{12}Gdate\u{11}\
        Gdisconnect_node\u{12}Pget\u{3}Aget\u{3}Jcounters_put\u{4}Tget\u{3}Uget\u{3}Dmatch\u{4}Qtan\u{2}Qfmod\u{3}\
        Wbin_is_7bit\u{2}Kmatch\u{4}Gspawn_monitor\u{12}Gprocesses\u{11}Gnodes\u{11}Gspawn\u{13}Dlast\u{2}\
        Dlongest_common_suffix\u{2}Qlog2\u{2}Nprintable_range\u{1}Gpurge_module\u{12}Klast\u{2}G/=\u{3}Gmax\u{13}\
        Gspawn\u{14}Gmonitor\u{13}Gnodes\u{12}Gspawn_monitor\u{13}Uget_definition\u{3}Sgetenv\u{2}Jtime_unit\u{1}\
        Kmatch_spec_compile\u{2}Gspawn_monitor\u{14}Gget_keys\u{11}Gspawn\u{15}Gmonitor\u{14}Glist_to_port\u{12}\
        Pfind\u{3}Gget_keys\u{12}Gspawn_monitor\u{15}Gresume_process\u{2}Mset_pin_pull\u{3}Mdigital_write\u{3}\
        Fflush\u{1}Gmd5_final\u{2}Gsize\u{12}Qcos\u{2}Qcosh\u{2}Sperf_counter\u{1}Kfirst_lookup\u{2}Knext_lookup\u{3}\
        Gtl\u{12}Gget_cookie\u{1}Cwrite\u{3}Gfloor\u{12}Qfloor\u{2}Jis_system_process\u{2}Gget_cookie\u{2}\
        Jcounters_add\u{4}Mstart\u{1}Gbxor\u{3}Gnif_error\u{2}Gref_to_list\u{2}Xstart\u{2}G/\u{3}Qacos\u{2}\
        Gload_module\u{13}Gnif_error\u{3}Glocaltime_to_universaltime\u{2}Gposixtime_to_universaltime\u{2}\
        Gbump_reductions\u{2}Ucreate\u{5}Mdigital_read\u{2}Kmatch_object\u{2}Gsystem_info\u{2}\
        Glocaltime_to_universaltime\u{3}Brandom\u{1}Kmatch_object\u{3}G>\u{3}Gappend\u{3}Gsubtract\u{3}\
        Gprocess_flag\u{13}Gtimestamp\u{1}Aexchange\u{4}Stimestamp\u{1}Kinsert_new\u{3}Kmatch_object\u{4}\
        Gmake_fun\u{4}Gtime\u{11}Gprocess_flag\u{14}Mclose\u{2}Xcaused_reset\u{1}Lnative_name_encoding\u{1}\
        Kinternal_delete_all\u{3}Gis_bitstring\u{12}Gsystem_flag\u{3}Gprocesses_iterator\u{1}Mstop\u{1}Gcrc32\u{2}\
        Dsplit\u{3}Kprev_lookup\u{3}Gbor\u{3}Graise\u{4}Gis_process_alive\u{12}Aadd_get\u{4}Xfeed\u{2}Gcrc32\u{3}\
        Dsplit\u{4}Gtrunc\u{12}Eensure_loaded\u{2}Pis_key\u{3}Qasin\u{2}Gexternal_size\u{2}Klookup_element\u{4}\
        Gand\u{3}Gmake_tuple\u{3}Gfun_info\u{2}Gexit_signal\u{3}Fputs\u{2}Giolist_size\u{12}Dreferenced_byte_size\u{2}\
        Gexternal_size\u{3}Gbinary_to_term\u{12}Klookup_element\u{5}Gmake_tuple\u{4}Gfun_info\u{3}Gexit_signal\u{4}\
        Pmerge\u{3}Mremove_int\u{3}Mdeinit\u{2}Qexp\u{2}Qtau\u{1}Gterm_to_iovec\u{2}Gbinary_to_term\u{13}\
        Emodule_status\u{2}G=/=\u{3}Gspawn_link\u{12}Glink\u{12}Glist_to_atom\u{12}Gsuspend_process\u{2}\
        Jcounters_new\u{2}Giolist_to_binary\u{12}Gterm_to_iovec\u{3}Kinsert\u{3}Knext\u{3}Kgive_away\u{4}G+\u{2}\
        Gbnot\u{2}Gspawn_link\u{13}Glink\u{13}Gsuspend_process\u{3}Pfrom_list\u{2}Cpage_size\u{2}G+\u{3}\
        Gis_reference\u{12}Gspawn_link\u{14}Gprocess_info\u{12}Jcmp_term\u{3}Gterm_to_binary\u{12}Gmake_ref\u{11}\
        Gprocess_info\u{13}Gspawn_link\u{15}Mset_level\u{4}Gterm_to_binary\u{13}G!\u{3}Gyield\u{1}Gmemory\u{1}\
        Glist_to_pid\u{12}Jatomics_new\u{3}Jcounters_info\u{2}Kdelete_object\u{3}Kselect\u{2}Gfun_info_mfa\u{2}\
        Gmemory\u{2}Jerase_persistent_terms\u{1}Kselect\u{3}Gthrow\u{12}Gput\u{13}Gsystem_time\u{1}Tput\u{3}\
        Mset_int\u{4}Ddecode_unsigned\u{2}Ssystem_time\u{1}Kselect\u{4}Gsend\u{3}Gwhereis\u{12}Gsystem_time\u{2}\
        Pput\u{4}Aput\u{4}Mset_int\u{5}Gbitstring_to_list\u{12}Ddecode_unsigned\u{3}Qlog10\u{2}Ssystem_time\u{2}\
        Kwhereis\u{2}Gbsr\u{3}Gsend\u{4}Bplatform\u{1}Ginteger_to_binary\u{12}Gfloat_to_binary\u{12}Qpi\u{1}\
        Wcharacters_to_list\u{3}Sset_signal\u{3}Kprev\u{3}G=:=\u{3}Gspawn_request\u{2}Okeysearch\u{4}\
        Ginteger_to_binary\u{13}Gfloat_to_binary\u{13}Kslot\u{3}Kis_compiled_ms\u{2}Gspawn_request\u{3}Minit\u{2}\
        Gmd5\u{2}Senv\u{1}Gmatch_spec_test\u{4}Gis_float\u{12}Gspawn_request\u{4}Tput_new\u{3}Gbit_size\u{12}\
        Gspawn_request\u{5}Gbinary_to_integer\u{12}Qatanh\u{2}Kupdate_element\u{4}Gself\u{11}Gis_boolean\u{12}\
        Glist_to_tuple\u{12}Gnow\u{11}Gspawn_request\u{6}Gunalias\u{2}Pupdate\u{4}Aadd\u{4}Gadler32_combine\u{4}\
        Gbinary_to_integer\u{13}Jbinary_to_integer\u{3}Iflat_size\u{2}Kupdate_element\u{5}Ggroup_leader\u{11}\
        Gphash2\u{2}Uupdate\u{5}Dencode_unsigned\u{2}G-\u{2}Gelement\u{13}Gis_integer\u{12}Gis_map\u{12}\
        Gis_tuple\u{12}Gtuple_to_list\u{12}Gphash2\u{3}Mset_pin_mode\u{3}Dencode_unsigned\u{3}Qatan2\u{3}G-\u{3}\
        Gis_port\u{12}Ggroup_leader\u{13}Ghalt\u{11}Gpre_loaded\u{11}Kinternal_request_all\u{1}Gis_integer\u{14}\
        Glist_to_integer\u{12}Ghalt\u{12}Gunique_integer\u{1}Glist_to_float\u{12}Vlist_to_float\u{2}\
        Vlist_to_integer\u{2}Kinternal_select_delete\u{3}Gabs\u{12}Gspawn_opt\u{13}Glist_to_integer\u{13}\
        Gfun_to_list\u{2}Gunique_integer\u{2}Ghalt\u{13}Gis_builtin\u{4}Pvalues\u{2}Uget_name\u{2}\
        Uget_field_names\u{2}Dcompile_pattern\u{2}Ground\u{12}Jlist_to_integer\u{3}Gdelete_module\u{12}\
        Gcheck_old_code\u{2}G<\u{3}Gapply\u{13}Guniversaltime_to_posixtime\u{2}Gspawn_opt\u{14}\
        Dlongest_common_prefix\u{2}Isame\u{3}G=<\u{3}Gapply\u{14}Gspawn_opt\u{15}Gtime_offset\u{1}\
        Gconvert_time_unit\u{4}Glist_to_ref\u{12}Sunsetenv\u{2}Ksafe_fixtable\u{3}G*\u{3}Gtime_offset\u{2}\
        Gspawn_opt\u{16}Gprocesses_next\u{2}Premove\u{3}Jmc_refill\u{2}Wcharacters_to_binary\u{3}\
        Jdynamic_node_name\u{1}
        """

    /// The modules: the first has the letter A.
    static let modules: StaticString = """
        atomics atomvm beamlet_flash binary code console erlang error_logger erts_debug erts_internal ets \
        file gpio io lists maps math net_kernel os persistent_term records string unicode watchdog
        """

    /// Where each bucket begins in `text`, and the number of its first function: two characters each (`BIFTable.packed`). Behind
    /// the last bucket: where the text ends, and how many functions there are.
    static let buckets: StaticString = """
        \
        !!!!!w!*\"w!2#V!8$A!=%9!C&B!L'9!V't!](M!c)^!m*Z!v+[\"!,+\"&,p\",.G\"8/+\"=0\"\"D1A\"P27\"W2~\"^4J\"h5W\"p7;\"~\
        8+#)9##3:0#A;B#K<J#U=)#[>]#h?7#n?X#q@5#xAO$!B0$%C/$.D/$5E!$<Er$EFA$IGc$SH{$^J=$iK!$pKf$vLG${M;%%Mq%)N`%1Or%<Pw\
        %EQr%LRD%QRp%USK%YU,%fU[%jVd%tWH%zXd&$Zc&3[S&9\\Q&A]Z&I
        """

    /// The functions of `erlang` that are called without its name and are not native.
    static let otherImported: StaticString = """
        open_port port_close port_command port_connect port_control
        """

    /// How many there are.
    public static let count = 510
}
