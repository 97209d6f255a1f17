// Made of the texts in the native functions by Toolchain/generate-tables: change those, and run it.

/// Words that native functions may make atoms of, beside the predefined ones: all that stand in a text of theirs.
enum NativeWords {
    /// The words, with blanks between them.
    static let text = """
        #Fun< #Port< #Ref< #Term< $end_of_table --keep 0x A Beamlet Beamlet_on_one_core CHANGE E ETS ETS-TRANSFER
        Error Error_in_process_ Error_in_process_~p_with_exit_value:~n~p~n Exited Exited: Fun Port Process RAM Ref
        Return Slogan Slogan: String String(address, TRANSFER Term The Z ][range]) a abs access active_tasks
        active_tasks_all address after agree alloc_util_allocators allocated_areas allocator allocator_sizes
        allow_passive_connect already_exists an andalso another any are arena arena's argument arguments arithmetic as
        asn1 async_dist async_threads asynchronous atom atomString atomString(etsTable(table).pointee.name)):
        atom_used atomics atoms auto backtrace_depth bad bad_generator bad_option badopt badtype bag beamlet: been
        bignum bin_old_vheap_block_size bin_old_vheap_size bin_vheap_block_size bin_vheap_size binary_part bit_size
        bitstring bitstrings block blocks branch btnvfr bucket build_type byte_size bytes bytes) bytes, c
        c_compiler_used call called cancel_timer case catchlevel cause cdr ceil cell check_io clause collection
        collection: compact compat_rel compressed connected const context_reductions context_switches count) counted
        counters cpu_topology creation data dead dead) debug_compiled decentralized_counters decimals default defined
        delayed_node_table_gc deleted detected deterministic dirty_cpu_schedulers dirty_cpu_schedulers_online
        dirty_io_schedulers disabled dist_buf_busy_limit dist_ctrl do driver_version duplicate_bag dynamic_trace
        dynamic_trace_probes e eager_check_io element elib_malloc emu emu_flavor emu_type emulator enabled
        end_of_table end_time endian enough erl_ddll erl_kernel_errors error: error_logger error_only erts_internal
        ets etsCount etsCount) etsTable ets_count ets_limit evaluating exact_reductions exceeds exception expression
        external_pid external_port external_reference f fault fault) fcgi finalize firmware firmware, fitted fixed
        fixnum flash flash.sh flatmap floor flush_timeout for format_bs_fail found fragment free from function
        function, garbage_collect garbage_collection_info gl hand handle has hash hashmap hd header
        header.kind.rawValue) heap heap_binary heap_block_size heap_type heir hfloat hibernate hidden holds http
        http_bin httph httph_bin id if ignore ignored in include_shared_binaries index) initial inside internal
        internal_cpu_topology into io is is_atom is_binary is_bitstring is_boolean is_float is_function is_integer
        is_list is_map is_map_key is_number is_pid is_port is_record is_reference is_tuple it its keep kernel_poll key
        key: keypos keys kind known largest last last_calls left length lies limit line_delimiter line_length linked
        linked: list listed living living) log logger logical_processors logical_processors_available
        logical_processors_online longer mailbox mailbox's major malformed map map: map_get map_size match matching
        math mbuf_size message microstate_accounting min_bin_vheap_size minor minor_gcs minor_version
        modified_timing_level modules modules: more multi_scheduling multi_scheduling_blockers multi_time_warp n
        named_table nif_version no no_integer nocookie normal_multi_scheduling_blockers not_a_list not_owner notalive
        object object's objects objects, occurred of old old, old_heap_block_size old_heap_size one ones operator opt
        order ordered_set orelse os os_monotonic_time_source os_pid os_system_time_source os_type os_version out
        outside overlap owner p p_with_exit_value packet_size parent perf_counter persistent_term place place) place),
        pointee pointer points port_parallelism position priority_messages private processes processes_used procs
        program program's program: protected protection public radix radix: range raw rawValue re reached
        read_concurrency read_timer realtime receive recent_size record record.bytes) record.count) refc_binary
        reference references refers reply reply_tag returned returned: right ring round run_queue run_queue_lengths
        run_queue_lengths_all runtime s safe safe_fixed safe_fixed_monotonic_time saved says scheduler_bind_type
        scheduler_bindings scheduler_id scheduler_wall_time scheduler_wall_time_all schedulers schedulers_online
        scientific self sequential_trace_token set sh shared side sigabrt sigalrm sigchld sigcont sighup sigquit
        sigstop sigterm sigtstp sigusr1 sigusr2 sigwinch smp_support spawn_reply ssl_tls stack start/0 start_time
        stats stderr stdin stdout sub_binary success_only such sunrm suspending system system_architecture
        system_logger system_version table table_type tables term than that the there this thread_pool_size threads
        throw: time time_correction time_warp_mode timers timers: tl to tolerant_timeofday total total_active_tasks
        total_active_tasks_all total_run_queue_lengths total_run_queue_lengths_all tpkt trace trace_control_word trunc
        try tuple tuple_size two unbound unchanged undefined_function unix unless_suspending update_cpu_info use used
        value: visible volatile wall_clock warning was what when which with word words words, write_concurrency x yes
        young z {1c} {1e} {1f}
        """
}
