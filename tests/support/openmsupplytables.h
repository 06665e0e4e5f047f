// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace mailboat::test {

/// What Open mSupply 2.20 demands of the keys of each table, from its readers and independent of resources/fields.json.
/// "key:code; …", where "~" says that the key may be missing and "?" that null will do (and "" where it is a text, a date, a
/// moment or one of a list):
/// s text, n number, i integer, i32 one of 32 bits, b boolean, sn a number as text, z a number where 0 is none, d a date or none,
/// with or without a time, D a plain date (D+ where the same program writes it with a time), t seconds (anything else is read as
/// midnight, which is wrong here), dt a moment without a zone, e(…) one of a list, of which * is any other, j any JSON, o an object,
/// nothing or an empty text, O an object. An object's own keys are the table "TABLE.KEY".
struct OpenMSupplyTable {
    const char *name;
    const char *keys;
};

// clang-format off
inline constexpr OpenMSupplyTable openMSupplyTables[] {
    {"abbreviation",
        "ID:s; abbreviation:s; expansion:s"},
    {"om_activity_log",
        "ID:s; "
        "type:e(UserLoggedIn,InvoiceCreated,InvoiceDeleted,InvoiceNumberAllocated,InvoiceStatusAllocated,"
        "InvoiceStatusPicked,InvoiceStatusShipped,InvoiceStatusDelivered,InvoiceStatusReceived,"
        "InvoiceStatusVerified,InvoiceStatusCancelled,InventoryAdjustment,StocktakeCreated,StocktakeDeleted,"
        "StocktakeStatusFinalised,RequisitionCreated,RequisitionDeleted,RequisitionNumberAllocated,"
        "RequisitionStatusSent,RequisitionApproved,RequisitionStatusFinalised,StockLocationChange,"
        "StockCostPriceChange,StockSellPriceChange,StockExpiryDateChange,StockBatchChange,StockOnHold,"
        "StockOffHold,Repack,PrescriptionCreated,PrescriptionDeleted,PrescriptionStatusPicked,"
        "PrescriptionStatusVerified,PrescriptionStatusCancelled,SensorLocationChanged,AssetCreated,"
        "AssetUpdated,AssetDeleted,AssetLogCreated,AssetLogReasonCreated,AssetLogReasonDeleted,"
        "QuantityForLineHasBeenSetToZero,AssetCatalogueItemCreated,AssetCatalogueItemPropertyCreated,"
        "AssetPropertyCreated,VaccineCourseCreated,ProgramCreated,ProgramUpdated,VaccineCourseUpdated,"
        "RnrFormCreated,RnrFormUpdated,RnrFormFinalised,RnrFormDeleted,VaccinationCreated,VaccinationUpdated,"
        "VaccinationDeleted,VVMStatusLogUpdated,DemographicIndicatorCreated,DemographicIndicatorUpdated,"
        "DemographicProjectionCreated,DemographicProjectionUpdated,ItemVariantCreated,ItemVariantDeleted,"
        "ItemVariantUpdatedName,ITEM_VARIANT_UPDATE_COLD_STORAGE_TYPE,ItemVariantUpdateManufacturer,"
        "ItemVariantUpdateDosePerUnit,ItemVariantUpdateVVMType,VolumePerPackChanged,StockLineEdit,"
        "PurchaseOrderCreated,PurchaseOrderRequestApproval,PurchaseOrderUnauthorised,PurchaseOrderSent,"
        "PurchaseOrderConfirmed,PurchaseOrderFinalised,PurchaseOrderDeleted,PurchaseOrderLineCreated,"
        "PurchaseOrderLineUpdated,PurchaseOrderLineDeleted,PurchaseOrderStatusChangedFromSentToConfirmed,"
        "PurchaseOrderLineStatusClosed,PurchaseOrderLineStatusChangedFromSentToNew,PatientUpdated,"
        "PatientCreated,InvoiceDateBackdated); user_ID:s; store_ID:s; record_ID:s; datetime:dt; changed_to:s?~; "
        "changed_from:s?~"},
    {"barcode",
        "ID:s; barcode:s; itemID:s; manufacturerID:s?; packSize:n?~; parentID:s?"},
    {"item_category",
        "ID:s; Description:s; sort_order:i32; parent_ID:s?~"},
    {"item_category_level1",
        "ID:s; Description:s; sort_order:i32; parent_ID:s?~"},
    {"item_category_level2",
        "ID:s; Description:s; sort_order:i32; parent_ID:s?~"},
    {"clinician",
        "ID:s; code:s; last_name:s; initials:s; first_name:s?; address1:s?; address2:s?; phone:s?; mobile:s?; "
        "email:s?; female:b; active:b; store_ID:s?; oms_fields:o?~"},
    {"clinician_store_join",
        "ID:s; store_ID:s; prescriber_ID:s"},
    {"contact",
        "ID:s; address1:s?; address2:s?; category:s?; category2:s?; category3:s?; comment:s?; country:s?; "
        "email:s?; first:s; last:s; name_ID:s; phone:s?; position:s?"},
    {"currency",
        "ID:s; rate:n; currency:s; is_home_currency:b; date_updated:d"},
    {"diagnosis",
        "ID:s; ICD_CODE:s; ICD_DESCRIPTION:s; NOTES:s?~; VALID_TILL:d"},
    {"om_document",
        "ID:s; name:s; parent_IDs:s; user_ID:s; datetime:dt; type:s; data:j; form_schema_ID:s?; "
        "status:e(ACTIVE,DELETED); owner_name_ID:s?; context_ID:s"},
    {"om_document_registry",
        "ID:s; category:e(PATIENT,PROGRAM_ENROLMENT,ENCOUNTER,CONTACT_TRACE,CUSTOM,*); document_type:s; "
        "context_ID:s; name:s?~; form_schema_ID:s?; config:j?~"},
    {"form_schema",
        "ID:s; type:s; json_schema:j; ui_schema:j"},
    {"Goods_received",
        "ID:s; store_ID:s; purchase_order_ID:s?; serial_number:i; status:s; comment:s?; supplier_reference:s?; "
        "user_id_created:s?; entry_date:d; donor_id:s?"},
    {"Goods_received_line",
        "ID:s; goods_received_ID:s; item_ID:s; item_name:s; pack_received:n; quantity_received:n; cost_price:n; "
        "batch_received:s?; expiry_date:d; comment:s?; location_ID:s?; volume_per_pack:n; order_line_ID:s?~"},
    {"indicator_attribute",
        "ID:s; indicator_ID:s; description:s; code:s; index:i32; is_required:b; value_type:e(number,string,var); "
        "axis:e(column,row); is_active:b; default_value:s"},
    {"indicator_value",
        "ID:s; facility_ID:s; period_ID:s; column_ID:s; row_ID:s; store_ID:s; value:s"},
    {"insuranceProvider",
        "ID:s; comment:s?~; isActive:b; providerName:s; prescriptionValidityDays:i32?~"},
    {"transact",
        "ID:s; name_ID:s; store_ID:s; invoice_num:i; type:e(si,ci,Sc,sc,sr,cc,*); status:e(nw,sg,cn,FN,fn,*); "
        "user_ID:s?; hold:b; comment:s?; their_ref:s?; prescriber_ID:s?; currency_ID:s?; currency_rate:n; "
        "om_transport_reference:s?~; goods_received_ID:s?; original_PO_ID:s?; requisition_ID:s?; "
        "linked_transaction_id:s?; nameInsuranceJoinID:s?; donor_default_id:s?; insuranceDiscountAmount:z; "
        "insuranceDiscountRate:z; entry_date:D+; entry_time:t; confirm_date:d; confirm_time:t; finalised_date:d; "
        "finalised_time:t; mode:e(store,dispensary,*); tax_rate:n?~; om_created_datetime:dt?~; "
        "om_allocated_datetime:dt?~; om_picked_datetime:dt?~; om_shipped_datetime:dt?~; "
        "om_delivered_datetime:dt?~; om_verified_datetime:dt?~; om_cancelled_datetime:dt?~; "
        "om_status:e(NEW,ALLOCATED,PICKED,SHIPPED,DELIVERED_NO_STOCK,DELIVERED,VERIFIED,CANCELLED)?~; "
        "om_type:e(OUTBOUND_SHIPMENT,INBOUND_SHIPMENT,PRESCRIPTION,INVENTORY_ADJUSTMENT,INVENTORY_ADDITION,"
        "INVENTORY_REDUCTION,REPACK,OUTBOUND_RETURN,SUPPLIER_RETURN,INBOUND_RETURN,CUSTOMER_RETURN)?~; "
        "om_colour:s?~; om_original_shipment_id:s?~; om_backdated_datetime:dt?~; diagnosis_ID:s?~; programID:s?~; "
        "is_cancellation:b~; arrival_date_estimated:d~; ship_method_ID:s?~; oms_fields:o?~"},
    {"trans_line",
        "ID:s; transaction_ID:s; item_ID:s; item_name:s; item_line_ID:s?; location_ID:s?; batch:s?; expiry_date:d; "
        "pack_size:n; cost_price:n; sell_price:n; type:e(stock_in,stock_out,placeholder,service,*); quantity:n; "
        "prescribedQuantity:n?~; note:s?; om_item_code:s?~; om_tax:n?~; om_total_before_tax:n?~; "
        "om_total_after_tax:n?~; optionID:s?; foreign_currency_price:n?~; om_item_variant_id:s?~; "
        "linked_transact_id:s?; donor_id:s?; vaccine_vial_monitor_status_ID:s?; oms_fields:o?~; sentQuantity:n?~; "
        "volume_per_pack:n; sent_pack_size:n?~; manufacturer_ID:s?~"},
    {"item",
        "ID:s; item_name:s; code:s; unit_ID:s?; type_of:e(non_stock,service,general); default_pack_size:n; "
        "is_vaccine:b; VEN_category:s; strength:s?; doses:i32; category_ID:s?; restricted_location_type_ID:s?; "
        "volume_per_pack:n; universalcodes_code:s?"},
    {"item_direction",
        "ID:s; item_ID:s; directions:s; priority:i"},
    {"item_store_join",
        "ID:s; item_ID:s; store_ID:s; default_price:n; ignore_for_orders:b; margin:n; default_location_ID:s?~"},
    {"item_warning_link",
        "item_ID:s; warning_ID:s; priority:b; ID:s"},
    {"Location",
        "ID:s; Description:s; code:s; hold:b; store_ID:s; type_ID:s?; Volume:n"},
    {"location_movement",
        "ID:s; store_ID:s; item_line_ID:s; location_ID:s?; enter_date:d; enter_time:t; exit_date:d; exit_time:t"},
    {"Location_type",
        "ID:s; Description:s; Temperature_min:n; Temperature_max:n"},
    {"list_master",
        "ID:s; description:s; code:s; note:s; inactive:b?~; is_default_price_list:b?~; discount_percentage:n?~; "
        "isProgram:b; programSettings:o?; is_immunisation:b?~"},
    {"list_master_line",
        "ID:s; item_master_ID:s; item_ID:s; price:n?~"},
    {"list_master_name_join",
        "ID:s; name_ID:s; list_master_ID:s"},
    {"name",
        "ID:s; name:s; code:s; type:e(facility,patient,build,invad,repack,store,*); customer:b; supplier:b; "
        "supplying_store_id:s?; first:s?; last:s?; female:b; date_of_birth:d; phone:s?; charge code:s?; "
        "comment:s?; country:s?; bill_address1:s?; bill_address2:s?; email:s?; url:s?; manufacturer:b; donor:b; "
        "hold:b; NEXT_OF_KIN_ID:s?; next_of_kin_relative:s?; created_date:d; national_health_number:s?; "
        "isDeceased:b; om_created_datetime:dt?; "
        "om_gender:e(FEMALE,MALE,TRANSGENDER,TRANSGENDER_MALE,TRANSGENDER_MALE_HORMONE,"
        "TRANSGENDER_MALE_SURGICAL,TRANSGENDER_FEMALE,TRANSGENDER_FEMALE_HORMONE,TRANSGENDER_FEMALE_SURGICAL,"
        "UNKNOWN,NON_BINARY)?; om_date_of_death:d~; custom_data:j?~; HSH_code:s?~; HSH_name:s?~; margin:n?~; "
        "freightfac:n?~; currency_ID:s?~"},
    {"nameInsuranceJoin",
        "ID:s; nameID:s; insuranceProviderID:s; discountRate:n; enteredByID:s?; expiryDate:D; isActive:b; "
        "policyNumberFamily:s?; policyNumberFull:s; policyNumberPerson:s?; type:e(personal,business); "
        "oms_fields:o?~"},
    {"name_store_join",
        "ID:s; store_ID:s; name_ID:s; inactive:b?~; om_name_is_customer:b?~; om_name_is_supplier:b?~"},
    {"name_tag",
        "ID:s; description:s"},
    {"name_tag_join",
        "ID:s; name_ID:s; name_tag_ID:s"},
    {"period",
        "ID:s; periodScheduleID:s; startDate:D; endDate:D; name:s"},
    {"periodSchedule",
        "ID:s; name:s"},
    {"program_indicator",
        "ID:s; code:s?; program_ID:s; is_active:b"},
    {"purchase_order",
        "name_ID:s; ID:s; creation_date:D; target_months:n?~; status:e(nw,sg,cn,FN,fn,*); comment:s?~; "
        "currency_ID:s?~; reference:s?~; confirm_date:d; created_by:s?~; store_ID:s; supplier_agent:s?~; "
        "authorizing_officer_1:s?~; authorizing_officer_2:s?~; freight_conditions:s?~; "
        "additional_instructions:s?~; agent_commission:z~; document_charge:z~; communications_charge:z~; "
        "insurance_charge:z~; freight_charge:z~; supplier_discount_amount:n~; curr_rate:z~; "
        "Order_total_before_discount:n~; Order_total_after_discount:n~; donor_id:s?~; serial_number:i; "
        "heading_message:s?~; delivery_method:s?~; requested_delivery_date:d~; po_sent_date:d; "
        "Date_contract_signed:d; Date_advance_payment:d; Date_goods_received_at_port:d; is_authorised:b~; "
        "oms_fields:o?~"},
    {"purchase_order_line",
        "ID:s; store_ID:s; purchase_order_ID:s; line_number:i; item_ID:s; item_name:s~; snapshot_quantity:n~; "
        "packsize_ordered:n~; quan_original_order:n~; quan_adjusted_order:z~; delivery_date_requested:d~; "
        "delivery_date_expected:d~; supplier_item_code:s?~; price_per_pack_before_discount:n~; "
        "price_expected_after_discount:n~; price_extension_expected:n; comment:s?; manufacturer_ID:s?; note:s?; "
        "pack_units:s?; oms_fields:O?~"},
    {"options",
        "ID:s; "
        "type:e(positiveInventoryAdjustment,negativeInventoryAdjustment,openVialWastage,returnReason,"
        "requisitionLineVariance,closedVialWastage); isActive:b; title:s"},
    {"requisition",
        "ID:s; serial_number:i; name_ID:s; store_ID:s; type:e(response,request,sh,im,supply,report,*); "
        "status:e(sg,cn,fn,nw,*); user_ID:s?; date_entered:D+; lastModifiedAt:i; requester_reference:s?; "
        "linked_requisition_id:s?; thresholdMOS:n; daysToSupply:i; comment:s?; om_created_datetime:dt?~; "
        "om_sent_datetime:dt?~; om_finalised_datetime:dt?~; om_expected_delivery_date:d~; "
        "om_max_months_of_stock:n?~; om_status:e(DRAFT,NEW,SENT,FINALISED)?~; om_colour:s?~; "
        "authorisationStatus:e(none,pending,authorised,denied,auto-authorised,authorised by another authoriser,"
        "denied by another authoriser)?; orderType:s?; periodID:s?; programID:s?; is_emergency:b~; oms_fields:O?~"},
    {"requisition_line",
        "ID:s; requisition_ID:s; item_ID:s; Cust_stock_order:n; suggested_quantity:n; actualQuan:n; "
        "stock_on_hand:n; daily_usage:n; approved_quantity:n; authoriser_comment:s?; comment:s?; "
        "om_snapshot_datetime:dt?; itemName:s; Cust_prev_stock_balance:n; Cust_stock_received:n; "
        "Cust_stock_issued:n; stockLosses:n; stockAdditions:n; stockExpiring:n; days_out_or_new_demand:n; "
        "optionID:s?; Cust_loss_adjust:n; oms_fields:o?~"},
    {"sensor",
        "ID:s; name:s; macAddress:s; locationID:s?; storeID:s; batteryLevel:i32?~; logInterval:i32?~; is_active:b; "
        "lastConnectionDate:d; lastConnectionTime:t; om_last_connection_datetime:dt?"},
    {"ship_method",
        "ID:s; method:s; isActive:b"},
    {"item_line",
        "ID:s; store_ID:s; item_ID:s; batch:s?; expiry_date:d; hold:b; location_ID:s?; pack_size:n; available:n; "
        "quantity:n; cost_price:n; sell_price:n; note:s?; name_ID:s?; barcodeID:s?; om_item_variant_id:s?~; "
        "donor_id:s?~; vvm_status_id:s?; manufacturer_ID:s?~; oms_fields:o?~; total_volume:n; volume_per_pack:n"},
    {"Stock_take",
        "ID:s; created_by_ID:s; status:e(sg,fn,*); Description:s?; comment:s?; Locked:b; invad_additions_ID:s?; "
        "invad_reductions_ID:s?; serial_number:i; stock_take_created_date:D+; stock_take_time:t; "
        "stock_take_date:d; store_ID:s; om_created_datetime:dt?~; om_finalised_datetime:dt?~; programID:s?~; "
        "om_counted_by:s?~; om_verified_by:s?~; om_is_initial_stocktake:b~"},
    {"Stock_take_lines",
        "ID:s; stock_take_ID:s; location_id:s?; comment:s?; snapshot_qty:n; snapshot_packsize:n; stock_take_qty:n; "
        "is_edited:b; item_line_ID:s?; item_ID:s; item_name:s; Batch:s?; expiry:d; cost_price:n; sell_price:n; "
        "om_note:s?~; optionID:s?; om_item_variant_id:s?~; donor_ID:s?~; vaccine_vial_monitor_status_ID:s?; "
        "volume_per_pack:n; manufacturer_ID:s?~; oms_fields:o?~"},
    {"store",
        "ID:s; name_ID:s; code:s; sync_id_remote_site:i32; logo:s?; store_mode:e(store,dispensary); "
        "created_date:d; disabled:b"},
    {"pref",
        "store_ID:s; item:e(store_preferences,*); data:O"},
    {"message",
        "ID:s; toStoreID:s?; fromStoreID:s?; body:j; createdDate:D; createdTime:t; status:e(new,processed); "
        "type:e(RequestFieldChange,*); error_message:s?~"},
    {"temperature_breach",
        "ID:s; duration:i32; type:e(COLD_CONSECUTIVE,HOT_CONSECUTIVE,COLD_CUMULATIVE,HOT_CUMULATIVE,EXCURSION); "
        "sensor_ID:s; location_ID:s?; store_ID:s; start_date:d; start_time:t; end_date:d; end_time:t; "
        "acknowledged:b; threshold_minimum_temperature:n; threshold_maximum_temperature:n; threshold_duration:i32; "
        "om_end_datetime:dt?; om_start_datetime:dt?; om_comment:s?"},
    {"temperature_log",
        "ID:s; temperature:n; sensor_ID:s; location_ID:s?; store_ID:s; date:d; time:t; temperature_breach_ID:s?; "
        "om_datetime:dt?"},
    {"unit",
        "ID:s; units:s; comment:s; order_number:i32"},
    {"user",
        "ID:s; name:s; e_mail:s?; Language:i32; first_name:s?; last_name:s?; phone1:s?; job_title:s?; active:b~"},
    {"om_user_permission",
        "ID:s; user_ID:s; store_ID:s?; permission:e(DocumentQuery,DocumentMutate); context_ID:s?"},
    {"vaccine_vial_monitor_status",
        "ID:s; description:s; code:s; level:i32; is_active:b; unusable:b~; option_id:s?~"},
    {"vaccine_vial_monitor_status_log",
        "ID:s; status_ID:s; date:D+; time:t; item_line_ID:s; comment:s?; user_ID:s; trans_line_ID:s?; store_ID:s"},
    {"warning",
        "ID:s; warning_text:s; code:s"},
    {"Stock_take_lines.oms_fields",
        "campaign_id:s?~; program_id:s?~; manufacture_date:D?~"},
    {"clinician.oms_fields",
        "gender:e(FEMALE,MALE,TRANSGENDER,TRANSGENDER_MALE,TRANSGENDER_MALE_HORMONE,TRANSGENDER_MALE_SURGICAL,"
        "TRANSGENDER_FEMALE,TRANSGENDER_FEMALE_HORMONE,TRANSGENDER_FEMALE_SURGICAL,UNKNOWN,NON_BINARY,*)?~"},
    {"item_line.oms_fields",
        "campaign_id:s?~; program_id:s?~; manufacture_date:D?~"},
    {"nameInsuranceJoin.oms_fields",
        "name_of_insured:s?~"},
    {"pref.data",
        "default_item_packsize_to_one:b~; shouldAuthoriseResponseRequisition:b~; "
        "includeRequisitionsInSuppliersRemoteAuthorisationProcesses:b~; omSupplyUsesProgramModule:b~; "
        "usesVaccineModule:b~; can_issue_in_foreign_currency:b~; monthlyConsumptionLookBackPeriod:sn~; "
        "monthsLeadTime:sn~; monthsOverstock:n~; monthsUnderstock:n~; monthsItemsExpire:n~; stocktakeFrequency:n~; "
        "useExtraFieldsForRequisitions:b~; keepRequisitionLinesWithZeroQuantity:b~; "
        "useConsumptionAndStockFromCustomersForInternalOrders:b~; canLinkRequistionToSupplierInvoice:b~; "
        "editPrescribedQuantityOnPrescription:b~"},
    {"purchase_order.oms_fields",
        "created_datetime:dt~; confirmed_datetime:dt?~; sent_datetime:dt?~; supplier_discount_percentage:n?~; "
        "request_approval_datetime:dt?~; finalised_datetime:dt?~; "
        "status:e(NEW,REQUEST_APPROVAL,CONFIRMED,SENT,FINALISED)~"},
    {"purchase_order_line.oms_fields",
        "status:e(NEW,SENT,CLOSED)~"},
    {"requisition.oms_fields",
        "created_from_requisition_id:s?~; original_customer_id:s?~"},
    {"requisition_line.oms_fields",
        "rnr_form_line_id:s?~; expiry_date:D?~; price_per_unit:n?~; available_volume:n?~; location_type_id:s?~; "
        "forecast_total_units:n?~; forecast_total_doses:n?~; vaccine_courses:s?~"},
    {"trans_line.oms_fields",
        "campaign_id:s?~; program_id:s?~; status:s?~; manufacture_date:D?~; purchase_order_line_id:s?~"},
    {"transact.oms_fields",
        "charges_local_currency:n~; charges_foreign_currency:n~"},
};
// clang-format on

} // namespace mailboat::test
